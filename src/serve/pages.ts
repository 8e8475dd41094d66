/** The page's shell, and what is shown to those who may not come in. Both hold no text of anybody's. */
import type { Refusal } from './gate.ts'

export function shellPage(): string {
  return document(
    'curator',
    `<script defer src="/page.js"></script>`,
    `<div id="page"><noscript><p class="notice">This page needs JavaScript. It loads nothing from the network.</p></noscript></div>`,
  )
}

/** In words: a title and a sentence. */
export const REFUSALS: Readonly<Record<Refusal, readonly [title: string, text: string]>> = {
  session: [
    'This page needs its link',
    'Look in the terminal where curator serve runs: it prints a link that works once. Opening this page without it makes a new one there, at most every ten seconds.',
  ],
  host: ['Not here', 'curator serve answers on 127.0.0.1 and localhost only.'],
  origin: ['Not from there', 'Another page sent this request. curator serve answers to its own page only.'],
}

export function refusalPage(why: Refusal): string {
  const [title, text] = REFUSALS[why]
  return document(title, '', `<main class="wide"><h1>${title}</h1><p class="lead">${text}</p></main>`)
}

function document(title: string, head: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/page.css">
${head}
</head>
<body>
${body}
</body>
</html>
`
}
