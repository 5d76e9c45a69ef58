/** Words that hardly any English sentence does without and that are no words of Spanish. */
const english = new Set(
  `the of and is are was were you your yours this that these those to with for not unit units reply letter notice
  on in or at by from has have had will would been being it if be do does did we our us they them their there
  here what when which who whom any all than then an class page code link answer answers facility due`.split(
    /\s+/,
  ),
)

/** English words in what a person reads of a page or a letter, in order; markup aside, attributes that are read out included. */
export function englishWordsIn(text: string): readonly string[] {
  const attributes = [...text.matchAll(/\s(?:aria-label|title|placeholder|alt)="([^"]*)"/g)].map(
    ([, value = '']) => value,
  )
  const visible = text
    .replace(/<(script|style)\b[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/https?:\/\/\S+|\S+@\S+/g, ' ')
  return [visible, ...attributes]
    .join(' ')
    .split(/[^\p{L}\p{N}'’-]+/u)
    .filter((word) => english.has(word.toLowerCase()))
}
