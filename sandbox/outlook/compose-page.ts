import { escapeHtml } from './escape-html.ts';
import { icons } from './page-icons.ts';

/** What stands over every page of the sandbox's Outlook. */
export const banner = 'Sandbox: a pretend Outlook – no mail leaves this machine';

const choice = (attribute: string, value: string, label: string) =>
  `<button type="button" aria-pressed="false" data-${attribute}-choice="${value}">${label}</button>`;

const command = (name: string, label: string, picture: string) =>
  `<button type="button" data-command="${name}" aria-label="${label}" title="${label}">${picture}</button>`;

const picker = `
<section class="picker" data-ref="picker" hidden>
  <h1>Whose Outlook shall it be?</h1>
  <p class="lead">Everyone here is made up. Pick a person, and write a mail as they would.</p>
  <p class="warning" role="status" data-ref="people-unknown"></p>
  <div class="search">${icons.search}<input type="search" data-ref="people-search" aria-label="Search people" placeholder="Search by name or address" autocomplete="off"></div>
  <p class="count" data-ref="people-count" aria-live="polite"></p>
  <ul class="people" data-ref="people-list"></ul>
</section>`;

const toolbar = `
<div class="toolbar">
  <button type="button" class="tool tool-new" data-ref="new">${icons.pen}New message</button>
  <div class="segments" role="group" aria-label="What to write">
    ${choice('kind', 'newMail', 'New mail')}${choice('kind', 'reply', 'Reply')}${choice('kind', 'forward', 'Forward')}${choice('kind', 'appointment', 'Meeting')}
  </div>
  <div class="segments" role="group" aria-label="Format" data-ref="formats">
    ${choice('format', 'html', 'HTML')}${choice('format', 'text', 'Plain text')}
  </div>
  <div class="addin-buttons" role="group" aria-label="Add-in" data-ref="addin-buttons"></div>
</div>`;

const form = `
<form class="sheet" data-ref="form" aria-label="Message">
  <div class="sender">
    <button type="button" class="send" data-ref="send">${icons.send}Send</button>
    <label class="from"><span data-ref="from-label">From</span><select data-ref="from"></select></label>
  </div>
  <div class="field" data-ref="row-to"></div>
  <div class="field" data-ref="row-cc"></div>
  <p class="when" data-ref="when"></p>
  <div class="field subject"><input type="text" data-ref="subject" aria-label="Subject" placeholder="Add a subject" autocomplete="off"></div>
  <p class="bar bar-remark" role="status" data-ref="remark" hidden></p>
  <div class="bars" role="status" data-ref="notifications" hidden></div>
  <ul class="files" aria-label="Attachments" data-ref="attachments" hidden></ul>
  <div class="paper">
    <div class="body" data-ref="body-html" contenteditable="true" role="textbox" aria-multiline="true" aria-label="Message body" spellcheck="false"></div>
    <textarea class="body body-text" data-ref="body-text" aria-label="Message body, plain text" spellcheck="false" hidden></textarea>
  </div>
  <div class="format-bar" role="group" aria-label="Text format">
    ${command('bold', 'Bold', icons.bold)}${command('italic', 'Italic', icons.italic)}${command('underline', 'Underline', icons.underline)}${command('insertUnorderedList', 'Bulleted list', icons.list)}
  </div>
</form>`;

const pane = `
<aside class="pane" data-ref="pane" aria-label="Task pane" hidden>
  <header><h2 data-ref="pane-title"></h2><button type="button" class="close" data-ref="pane-close" aria-label="Close the task pane">${icons.close}</button></header>
  <div class="pane-frame" data-ref="pane-frame"></div>
</aside>`;

const log = `
<div class="log">
  <details data-ref="log">
    <summary>${icons.chevron}<span>Office calls</span><span class="badge" data-ref="log-count">0</span><span class="status" role="status" data-ref="status" data-state="asleep">add-in asleep</span></summary>
    <div class="log-scroll" tabindex="0" role="region" aria-label="Office calls">
      <table>
        <thead><tr><th scope="col" class="line-time">Time</th><th scope="col" class="line-name">Call or event</th><th scope="col">With</th><th scope="col">Answer</th><th scope="col" class="line-ms">Took</th></tr></thead>
        <tbody data-ref="log-body"></tbody>
      </table>
    </div>
  </details>
  <button type="button" class="copy" data-ref="log-copy">Copy</button>
</div>`;

/** The window's one page; its scripts decide what of it is shown. */
export function composePage(appUrl: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Outlook sandbox</title>
<link rel="icon" href="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 20 20'%3E%3Crect width='20' height='20' rx='5' fill='%232a56c6'/%3E%3Cpath d='m4 7 6 4 6-4M4 6h12v8H4z' fill='none' stroke='white' stroke-width='1.5'/%3E%3C/svg%3E">
<link rel="stylesheet" href="style.css">
</head>
<body>
<p class="banner" role="note">${icons.info}<span>${escapeHtml(banner)}</span></p>
<header class="top">
  <a class="brand" href="./">${icons.mail}<span>Outlook <i>sandbox</i></span></a>
  <a class="me" href="./" data-ref="me" title="Be someone else" hidden></a>
</header>
<main>
<section class="loading" data-ref="loading"><p>Opening …</p><noscript><p>This window needs JavaScript.</p></noscript></section>
<section class="problem" data-ref="problem" role="alert" hidden>
  <h1 data-ref="problem-text"></h1>
  <p data-ref="problem-hint"></p>
  <p><a class="tool" href="">Try again</a> <a class="tool" href="${escapeHtml(appUrl)}">Open ${escapeHtml(appUrl)}</a></p>
</section>
${picker}
<section class="compose" data-ref="compose" hidden>
${toolbar}
<div class="workspace">${form}${pane}</div>
${log}
</section>
</main>
<datalist id="people" data-ref="people"></datalist>
<div class="frames" data-ref="frames"></div>
<script type="module" src="page/main.js"></script>
</body>
</html>
`;
}
