/** Four squares in one colour: says whose account to sign in with. */
export function MicrosoftMark() {
  return (
    <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true" focusable="false">
      <path
        d="M0 0h8.500v8.500H0zM9.500 0H18v8.500H9.500zM0 9.500h8.500V18H0zM9.500 9.500H18V18H9.500z"
        fill="currentColor"
      />
    </svg>
  );
}
