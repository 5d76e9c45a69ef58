import { type Html, html } from '@recallwire/html/html.ts'
import type { Block, LetterContent } from './letter-content.ts'

/**
 * The letter for mail readers: tables for layout, styles on the elements (many readers drop style sheets), black on white,
 * nothing loaded from anywhere, and one column so that it fits a phone. What asks for a reply is marked in bold red
 * (21 CFR 7.49(b)) and has the way to reply in its first screen, too.
 */
export function renderHtml(content: LetterContent): string {
  const notes = content.blocks.filter((block) => block.kind === 'note')
  const rest = content.blocks.filter((block) => block.kind !== 'note')
  const reply = rest.find((block) => block.kind === 'reply')
  const document = html`<!doctype html>
<html lang="${content.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>${content.subject}</title>
</head>
<body style="margin:0;padding:0;background-color:#ffffff;color:#000000">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">
<tr><td align="center" style="padding:12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:680px;font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.45;color:#000000;text-align:left">
<tr><td style="text-align:left">
${notes.map(renderBlock)}${renderTop(content)}${reply !== undefined && renderButton(reply)}${rest.map(renderBlock)}</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`
  return document.toString()
}

/** Red and grey are dark enough for whoever sees little. */
function renderTop({ calm, marking, title, lead }: LetterContent): Html {
  const heading = html`<h1 style="margin:14px 0 10px 0;font-size:24px;line-height:1.25">${title}</h1>\n`
  return calm
    ? html`<p style="margin:0;padding:10px 0;border-top:6px solid #3d4551;border-bottom:1px solid #3d4551;color:#3d4551;font-size:20px;line-height:1.25;font-weight:bold">${marking}</p>
${heading}<p style="margin:0 0 16px 0;padding:12px 14px;border-left:6px solid #3d4551;background-color:#f0f0f0;font-size:18px;line-height:1.4;font-weight:bold">${lead}</p>
`
    : html`<p style="margin:0;padding:10px 0;border-top:6px solid #b50909;border-bottom:1px solid #b50909;color:#b50909;font-size:20px;line-height:1.25;font-weight:bold">${marking}</p>
${heading}<p style="margin:0 0 16px 0;padding:12px 14px;border-left:6px solid #b50909;background-color:#f8eff1;font-size:18px;line-height:1.4;font-weight:bold">${lead}</p>
`
}

function renderBlock(block: Block): Html {
  switch (block.kind) {
    case 'note':
      return html`<p style="margin:0 0 12px 0;padding:10px 14px;border:1px dashed #000000">${block.text}</p>\n`
    case 'quote':
      return renderQuote(block)
    case 'heading':
      return html`<h2 style="margin:26px 0 8px 0;font-size:19px;line-height:1.25;border-bottom:1px solid #000000">${block.text}</h2>\n`
    case 'paragraph':
      return html`${block.text.split(/\r\n|\r|\n/).map((line) => html`<p style="margin:0 0 10px 0;word-break:break-word">${line}</p>\n`)}`
    case 'facts':
      return renderFacts(block)
    case 'table':
      return renderTable(block)
    case 'steps':
      return html`<ol style="margin:0 0 12px 0;padding-left:26px">
${block.items.map((item) => html`<li style="margin:0 0 8px 0;padding-left:4px;word-break:break-word">${item}</li>\n`)}</ol>\n`
    case 'list':
      return html`<ul style="margin:0 0 12px 0;padding-left:26px">
${block.items.map((item) => html`<li style="margin:0 0 6px 0;word-break:break-word">${item}</li>\n`)}</ul>\n`
    case 'reply':
      return renderReply(block)
    default:
      return block satisfies never
  }
}

type BlockOf<K extends Block['kind']> = Extract<Block, { kind: K }>

function renderQuote({ from, text, after }: BlockOf<'quote'>): Html {
  const lines = text
    .split(/\r\n|\r|\n/)
    .map((line) => html`<p style="margin:0 0 6px 0;word-break:break-word">${line}</p>\n`)
  return html`<blockquote style="margin:0 0 8px 0;padding:10px 14px;border-left:4px solid #71767a;background-color:#f0f0f0">
<p style="margin:0 0 6px 0;font-weight:bold">${from}</p>
${lines}</blockquote>
<p style="margin:0 0 16px 0;font-size:14px">${after}</p>
`
}

function renderFacts({ rows }: BlockOf<'facts'>): Html {
  const lines = rows.map(
    ({
      term,
      value,
    }) => html`<tr><th scope="row" align="left" valign="top" width="110" style="padding:6px 10px 6px 0;border-bottom:1px solid #bbbbbb;font-weight:bold;text-align:left">${term}</th>
<td valign="top" style="padding:6px 0;border-bottom:1px solid #bbbbbb;word-break:break-word">${value}</td></tr>
`,
  )
  return html`<table width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 14px 0;font-size:16px;border-top:1px solid #bbbbbb">
${lines}</table>\n`
}

function renderTable({ caption, columns, rows }: BlockOf<'table'>): Html {
  const heads = columns.map(
    (column) =>
      html`<th scope="col" align="left" valign="bottom" style="padding:6px 8px;border:1px solid #777777;background-color:#eeeeee;text-align:left">${column}</th>`,
  )
  const lines = rows.map((row) => {
    const cells = row.map((cell, index) =>
      index === 0
        ? html`<th scope="row" align="left" valign="top" style="padding:6px 8px;border:1px solid #777777;text-align:left">${cell}</th>`
        : html`<td valign="top" style="padding:6px 8px;border:1px solid #777777;word-break:break-word">${cell}</td>`,
    )
    return html`<tr>${cells}</tr>\n`
  })
  return html`<table width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 16px 0;font-size:15px;border-collapse:collapse">
<caption align="top" style="padding:0 0 6px 0;font-weight:bold;text-align:left">${caption}</caption>
<tr>${heads}</tr>
${lines}</table>\n`
}

const renderButton = ({ open, url }: Pick<BlockOf<'reply'>, 'open' | 'url'>): Html =>
  html`<p style="margin:0 0 14px 0"><a href="${url}" style="display:inline-block;padding:12px 18px;border-radius:4px;background-color:#005ea2;color:#ffffff;font-weight:bold;text-decoration:none">${open}</a></p>
`

function renderReply({ open, url, codeLabel, code, until }: BlockOf<'reply'>): Html {
  return html`${renderButton({ open, url })}<p style="margin:0 0 14px 0;font-size:13px;word-break:break-all">${url}</p>
<p style="margin:0 0 14px 0">${codeLabel}: <strong style="font-family:'Courier New',Courier,monospace;font-size:26px;letter-spacing:4px;white-space:nowrap">${code}</strong></p>
<p style="margin:0 0 10px 0">${until}</p>
`
}
