/** What the canvas looks like around the template: mail's own defaults, the frames of conditions, the chips of fields. */
export const canvasSheet = `
  body { margin: 0; padding: 16px; background: #ffffff; color: #000000; font: 15px Aptos, Calibri, Arial, sans-serif; }
  [data-gjs-type='wrapper'] { min-height: 160px; padding-bottom: 48px; }
  a { color: #0563c1; text-decoration: underline; }
  [contenteditable='true'] { outline: 2px solid #0a6e7b; outline-offset: 2px; cursor: text; }
  .gjs-selected { outline: 2px solid #0a6e7b !important; outline-offset: 1px; }
  .gjs-hovered { outline: 1px solid #0a6e7b; }
  [data-sg]:is(td, th, div):empty { min-width: 72px; height: 32px; outline: 1px dashed #8a8a8a; }
  [data-sg]:is(td, th):empty { width: 96px; }
  sg-other { display: block; outline: 1px dotted #8a8a8a; }
  sg-block { display: contents; }
  sg-branch { display: block; outline: 1px dashed #9a6700; outline-offset: 1px; margin: 2px 0; }
  sg-branch[data-place='rows'] { display: table-row-group; }
  sg-branch[data-place='cells'] { display: contents; }
  sg-branch[data-place='line'] { display: inline; outline-width: 1px; }
  sg-branch::before {
    content: attr(data-label); display: block; width: fit-content; padding: 0 4px; border-radius: 3px;
    background: #fff1cf; color: #5c3d00; font: 600 10px/14px 'Segoe UI', Arial, sans-serif; white-space: normal;
  }
  sg-branch[data-place='rows']::before { max-width: 260px; }
  sg-branch[data-place='line']::before { display: inline; margin-right: 3px; }
  sg-branch[data-place='cells']::before { content: none; }
  sg-branch:empty { min-height: 24px; }
  .sg-chip { padding: 0 4px; border-radius: 4px; background: #dceef0; color: #06454d; box-shadow: inset 0 0 0 1px #77abb4; }
  .sg-value { box-shadow: 0 1px 0 #77abb4; }
  .sg-picture {
    display: inline-flex; align-items: center; justify-content: center; box-sizing: border-box; min-height: 20px;
    padding: 0 6px; border-radius: 4px; background: #dceef0; color: #06454d; border: 1px solid #77abb4;
    font: 600 11px/14px 'Segoe UI', Arial, sans-serif; text-align: center; overflow: hidden;
  }
  .sg-banner { width: 320px; max-width: 100%; height: 64px; }
  .gjs-placeholder, .gjs-freezed { opacity: 0.5; }
`;
