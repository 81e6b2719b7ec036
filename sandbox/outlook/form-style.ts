const form = `
.compose { flex: 1; min-height: 0; display: flex; flex-direction: column; gap: 12px; width: min(1240px, 100%); margin: 0 auto; padding: 14px 20px 0; }
.toolbar { display: flex; flex-wrap: wrap; align-items: center; gap: 10px; }
.segments { display: inline-flex; padding: 3px; border-radius: 9px; background: color-mix(in srgb, var(--ink) 9%, transparent); }
.segments button { min-height: 30px; padding: 0 12px; border: 0; border-radius: 7px; background: none; color: var(--soft); font-weight: 600; white-space: nowrap; }
.segments button:hover { color: var(--ink); }
.segments button[aria-pressed="true"] { background: var(--surface); color: var(--accent); box-shadow: 0 1px 3px #0003; }
.addin-buttons { display: flex; flex-wrap: wrap; gap: 8px; margin-inline-start: auto; }
.compose > * { flex-shrink: 0; }
.compose > .workspace { flex: 1 1 0; min-height: 440px; display: flex; gap: 12px; }
.sheet { flex: 1; min-width: 0; display: flex; flex-direction: column; background: var(--surface); border-radius: 12px; box-shadow: var(--shadow); overflow: hidden; }
.sender { display: flex; align-items: center; gap: 14px; padding: 14px 20px 10px; }
.send { display: inline-flex; align-items: center; gap: 8px; min-height: 36px; padding: 0 18px; border: 0; border-radius: 8px; background: var(--accent); color: var(--accent-ink); font-weight: 600; }
.send:hover { filter: brightness(1.08); }
.from { display: flex; align-items: center; gap: 10px; min-width: 0; flex: 1; color: var(--soft); }
.from select { min-width: 0; max-width: 100%; height: 36px; padding: 0 8px; border: 1px solid transparent; border-radius: 8px; background: var(--raised); color: var(--ink); font-weight: 600; text-overflow: ellipsis; }
.from select:hover { border-color: var(--line); }
.field { display: flex; align-items: flex-start; gap: 10px; margin: 0 20px; padding: 5px 0; border-bottom: 1px solid var(--line); }
.field:focus-within { border-color: var(--accent); }
.field-label { flex: none; min-width: 62px; padding-top: 5px; color: var(--soft); }
.field input { flex: 1; min-width: 120px; min-height: 30px; padding: 0; border: 0; background: none; outline: none; }
.subject input { min-height: 36px; font-size: 17px; font-weight: 600; }
.subject input::placeholder { font-weight: 400; color: var(--soft); }
.chips-line { flex: 1; display: flex; flex-wrap: wrap; gap: 6px; min-width: 0; }
.chips { display: contents; }
.chip { display: inline-flex; align-items: center; max-width: 100%; min-height: 30px; padding-inline-start: 12px; border-radius: 15px; background: var(--accent-soft); }
.chip button { width: 28px; height: 28px; border: 0; border-radius: 50%; background: none; font-size: 16px; line-height: 1; color: var(--soft); }
.chip button:hover { color: var(--bad); }
.when { margin: 0 20px; padding: 9px 0; border-bottom: 1px solid var(--line); }
.when:empty { display: none; }
.bars { display: grid; }
.bar { display: flex; align-items: center; gap: 12px; margin: 0; padding: 8px 20px; background: var(--accent-soft); }
.bar > span { flex: 1; }
.bar-error { background: var(--bad-soft); color: var(--bad); }
.bar-remark { background: var(--warn); color: var(--warn-ink); }
.bar .link { border: 0; background: none; color: var(--accent); font-weight: 600; text-decoration: underline; }
.close { display: inline-grid; place-items: center; width: 28px; height: 28px; border: 0; border-radius: 6px; background: none; font-size: 18px; color: inherit; }
.close:hover { background: color-mix(in srgb, currentColor 14%, transparent); }
.files { display: flex; flex-wrap: wrap; gap: 8px; margin: 0; padding: 10px 20px; list-style: none; }
.file { display: flex; align-items: center; gap: 10px; max-width: 260px; padding: 6px 12px 6px 6px; border: 1px solid var(--line); border-radius: 8px; background: var(--raised); font-size: 13px; }
.file img, .file-icon { flex: none; width: 34px; height: 34px; border-radius: 5px; object-fit: contain; background: #fff; }
.file span { display: flex; flex-direction: column; min-width: 0; overflow: hidden; text-overflow: ellipsis; }
.file small { color: var(--soft); }
.paper { flex: 1; min-height: 110px; display: flex; background: var(--paper); color: var(--paper-ink); color-scheme: light; overflow: auto; }
.body { flex: 1; min-width: 0; min-height: 100%; padding: 18px 20px 28px; border: 0; outline: none; background: none; color: var(--paper-ink); font: 15px/1.45 Aptos, Calibri, Carlito, "Segoe UI", "Open Sans", Arial, sans-serif; overflow-wrap: anywhere; }
.body-text { resize: none; font: 14px/1.5 ui-monospace, Consolas, "Cascadia Mono", Menlo, "Liberation Mono", monospace; }
.paper:focus-within { box-shadow: inset 3px 0 0 var(--accent); }
.body img { max-width: 100%; }
.body [data-part="quote"] hr { height: 0; margin: 20px 0 12px; border: 0; border-top: 1px solid #c9cfda; }
.format-bar { display: flex; gap: 2px; padding: 5px 14px; border-top: 1px solid var(--line); background: var(--raised); }
.format-bar button { display: grid; place-items: center; width: 34px; height: 30px; border: 0; border-radius: 6px; background: none; color: var(--soft); }
.format-bar button:hover { background: color-mix(in srgb, var(--ink) 9%, transparent); color: var(--ink); }
[data-format="text"] .format-bar { display: none; }`;

const pane = `
.pane { flex: none; width: 340px; display: flex; flex-direction: column; background: var(--surface); border-radius: 12px; box-shadow: var(--shadow); overflow: hidden; }
.pane header { display: flex; align-items: center; justify-content: space-between; padding: 10px 10px 10px 18px; border-bottom: 1px solid var(--line); }
.pane h2 { margin: 0; font-size: 15px; font-weight: 600; }
.pane-frame { flex: 1; min-height: 0; display: flex; }
.pane-page { flex: 1; width: 100%; border: 0; background: #fff; color-scheme: normal; }`;

const log = `
.log { position: relative; margin-bottom: 14px; background: var(--surface); border-radius: 12px; box-shadow: var(--shadow); overflow: hidden; }
.log summary { display: flex; align-items: center; gap: 10px; padding: 11px 18px; list-style: none; cursor: pointer; font-weight: 600; }
.log summary::-webkit-details-marker { display: none; }
.log summary:focus-visible { outline-offset: -3px; }
.log details[open] summary > svg { transform: rotate(90deg); }
.badge { min-width: 24px; padding: 1px 8px; border-radius: 10px; background: var(--accent-soft); color: var(--accent); font-size: 12px; text-align: center; }
.status { display: inline-flex; align-items: center; gap: 7px; color: var(--soft); font-size: 13px; font-weight: 400; }
.status::before { content: ""; width: 8px; height: 8px; border-radius: 50%; background: var(--soft); }
.status[data-state="starting"]::before, .status[data-state="running"]::before { background: #e0a000; }
.status[data-state="done"]::before { background: var(--good); }
.status[data-state="broken"]::before { background: var(--bad); }
.copy { display: none; position: absolute; top: 7px; inset-inline-end: 12px; min-height: 28px; padding: 0 12px; border: 1px solid var(--line); border-radius: 7px; background: var(--raised); font-size: 13px; }
.log:has(details[open]) .copy { display: block; }
.log-scroll { max-height: 26vh; overflow: auto; border-top: 1px solid var(--line); }
.log table { width: 100%; min-width: 700px; table-layout: fixed; border-collapse: collapse; font-size: 12.5px; }
.log td { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.log th.line-time { width: 116px; }
.log th.line-name { width: 340px; }
.log th.line-ms { width: 84px; }
.log th { position: sticky; top: 0; padding: 7px 10px; background: var(--raised); color: var(--soft); font-weight: 600; text-align: start; }
.log td { padding: 5px 10px; border-top: 1px solid var(--line); }
.log th:first-child, .log td:first-child { padding-inline-start: 18px; }
.line-time, .line-ms { font-variant-numeric: tabular-nums; color: var(--soft); }
.log .line-ms { text-align: end; padding-inline-end: 18px; }
.line-name { font-weight: 600; }
.line-name small { margin-inline-start: 6px; font-weight: 400; color: var(--soft); }
.line-text { font-family: ui-monospace, Consolas, Menlo, "Liberation Mono", monospace; font-size: 12px; }
.line-event { background: var(--accent-soft); }
.line-note, .line-token { background: var(--raised); }
.is-failed .line-name, .is-failed .line-answer, .is-never .line-answer { color: var(--bad); }`;

const small = `
@media (max-width: 760px) {
  html, body { height: auto; min-height: 100%; }
  .top { padding: 0 12px; }
  .me-text span { display: none; }
  .compose { padding: 10px 10px 0; }
  .toolbar { gap: 8px; }
  .segments { flex: 1 1 auto; }
  .segments button { flex: 1; padding: 0 8px; }
  .addin-buttons { margin-inline-start: 0; }
  .compose > .workspace { flex-direction: column; }
  .compose { flex: none; }
  .compose > .workspace { flex: none; min-height: 0; }
  .sheet { flex: none; min-height: 60vh; }
  .sender { padding: 12px 14px 8px; gap: 10px; }
  .from > span { display: none; }
  .from select { flex: 1; }
  .field, .when { margin: 0 14px; }
  .bar, .files { padding-inline: 14px; }
  .body { padding: 14px; }
  .pane { width: 100%; height: 70vh; }
  .log-scroll { max-height: 50vh; }
  .log th.line-name { width: 220px; }
  .line-name small { display: none; }
  .tool-new { flex: 1; justify-content: center; }
  .addin-buttons { order: -1; }
  .tool-new { order: -2; }
}`;

/** The look of the form, the task pane and the log. */
export const formStyle = `${form}\n${pane}\n${log}\n${small}`;
