import { createContext, useContext } from 'react';
import type { SessionView, TenantView } from '../contract/index.ts';

/** Who is signed in, and the connected tenant. */
export interface SignedIn {
  session: SessionView;
  tenant: TenantView;
}

export const SignedInContext = createContext<SignedIn | null>(null);

/** For the pages inside the frame, which are only shown to somebody signed in to a connected tenant. */
export function useSignedIn(): SignedIn {
  const signedIn = useContext(SignedInContext);
  if (!signedIn) throw new Error('this page stands outside the frame');
  return signedIn;
}
