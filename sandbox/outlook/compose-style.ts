import { formStyle } from './form-style.ts';

const colours = `
:root {
  --ground: #e9edf4; --surface: #ffffff; --raised: #f6f8fb; --line: #dfe4ec; --ink: #1b2230; --soft: #515c6e;
  --accent: #2a56c6; --accent-ink: #ffffff; --accent-soft: #e8eefc; --top: #16264a; --top-2: #23427f; --top-ink: #ffffff;
  --warn: #fff4d6; --warn-ink: #6a4a00; --bad: #b3261e; --bad-soft: #fdeceb; --good: #1b7f4b; --shadow: 0 1px 2px #1b223014, 0 8px 28px #1b22301a;
  --paper: #ffffff; --paper-ink: #1b2230;
  color-scheme: light dark;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #12161f; --surface: #1c222e; --raised: #232b3a; --line: #323c4f; --ink: #e8ecf4; --soft: #a3aec0;
    --accent: #8fb0ff; --accent-ink: #0d1730; --accent-soft: #26345a; --top: #0c1326; --top-2: #16284f;
    --warn: #3a2f10; --warn-ink: #ffdf94; --bad: #ffb4ab; --bad-soft: #43201d; --good: #7ddba6; --shadow: 0 1px 2px #0006, 0 8px 28px #0006;
    --paper: #fbfbfc; --paper-ink: #1b2230;
  }
}`;

const frame = `
* { box-sizing: border-box; }
[hidden] { display: none !important; }
html, body { height: 100%; margin: 0; }
body { display: flex; flex-direction: column; background: var(--ground); color: var(--ink); font: 14px/1.45 "Segoe UI", system-ui, -apple-system, "Open Sans", "Helvetica Neue", Arial, sans-serif; }
button, input, select, textarea { font: inherit; color: inherit; }
button { cursor: pointer; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.banner { display: flex; align-items: center; justify-content: center; gap: 8px; margin: 0; padding: 5px 16px; background: var(--warn); color: var(--warn-ink); font-size: 13px; font-weight: 600; text-align: center; }
.banner svg { flex: none; }
.top { display: flex; align-items: center; justify-content: space-between; gap: 16px; padding: 0 20px; min-height: 52px; background: linear-gradient(100deg, var(--top), var(--top-2)); color: var(--top-ink); }
.brand { display: flex; align-items: center; gap: 10px; color: inherit; text-decoration: none; font-size: 16px; font-weight: 600; white-space: nowrap; }
.brand i { font-style: normal; font-weight: 400; opacity: .75; }
.me { display: flex; align-items: center; gap: 10px; min-width: 0; padding: 5px 8px; border-radius: 8px; color: inherit; text-decoration: none; }
.me:hover { background: #ffffff1f; }
.top :focus-visible { outline-color: #fff; }
.me-text { display: flex; flex-direction: column; min-width: 0; line-height: 1.25; font-size: 12px; text-align: end; }
.me-text * { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.me-text b { font-size: 13px; font-weight: 600; }
.me-text span { opacity: .8; }
.me .avatar { order: 1; }
.avatar { flex: none; display: inline-grid; place-items: center; width: 34px; height: 34px; border-radius: 50%; background: hsl(var(--hue) 48% 84%); color: hsl(var(--hue) 60% 22%); font-size: 13px; font-weight: 600; }
main { flex: 1; min-height: 0; display: flex; flex-direction: column; overflow: auto; }
.loading, .problem, .picker { width: min(1120px, 100%); margin: 0 auto; padding: 40px 20px; }
.problem h1, .picker h1 { margin: 0 0 8px; font-size: 26px; font-weight: 600; letter-spacing: -.01em; overflow-wrap: anywhere; }
.problem { margin-top: 48px; padding: 32px; width: min(680px, calc(100% - 32px)); background: var(--surface); border-radius: 12px; border-top: 4px solid var(--bad); box-shadow: var(--shadow); }
.lead, .count, .loading { color: var(--soft); }
.lead { margin: 0 0 24px; font-size: 15px; }
.count { margin: 12px 2px; font-size: 13px; }
.warning { margin: 0; color: var(--bad); }
.warning:not(:empty) { margin-bottom: 16px; }
.search { position: relative; }
.search svg { position: absolute; left: 14px; top: 13px; color: var(--soft); pointer-events: none; }
.search input { width: 100%; height: 44px; padding: 0 14px 0 42px; border: 1px solid var(--line); border-radius: 10px; background: var(--surface); font-size: 15px; }
.people { display: grid; grid-template-columns: repeat(auto-fill, minmax(260px, 1fr)); gap: 8px; margin: 0; padding: 0; list-style: none; }
.people li { min-width: 0; }
.person { display: flex; align-items: center; gap: 12px; width: 100%; height: 100%; padding: 10px 12px; border: 1px solid var(--line); border-radius: 10px; background: var(--surface); text-align: start; }
.person:hover { border-color: var(--accent); background: var(--accent-soft); }
.person-text { display: flex; flex-direction: column; align-items: flex-start; min-width: 0; line-height: 1.3; }
.person-text * { max-width: 100%; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.person-text b { font-weight: 600; }
.person-text span, .person-text small { color: var(--soft); font-size: 12px; }
.frames { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.tool { display: inline-flex; align-items: center; gap: 8px; min-height: 36px; padding: 0 14px; border: 1px solid var(--line); border-radius: 8px; background: var(--surface); color: inherit; text-decoration: none; font-weight: 600; white-space: nowrap; }
.tool:hover { border-color: var(--accent); color: var(--accent); }`;

/** The look of the sandbox's Outlook, light and dark. */
export const composeStyle = `${colours}\n${frame}\n${formStyle}\n`;
