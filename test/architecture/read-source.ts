import { parseAst } from 'vitest/node'

/** One import of a source file; `typeOnly` when nothing of it is left at run time. */
export type Import = { readonly from: string; readonly typeOnly: boolean }

/** What the rules of the house need to know of a source file. */
export type SourceFacts = {
  /** Lines that are read from top to bottom: those of tables, which are looked up, are left out. */
  readonly lines: number
  readonly imports: readonly Import[]
  readonly exportsDefault: boolean
  /** Uses of `process.env` and `process.exit`, as written. */
  readonly processUses: readonly string[]
  /** Titles of tests with those of the suites around them; a title made at run time is left out. */
  readonly testNames: readonly string[]
}

type Node = { readonly type: string; readonly [key: string]: unknown }

/** `%s` and `$name` in the title of a table of tests. */
const madeAtRunTime = /%[a-z]|\$[a-z]/

/** Reads the facts from the syntax tree, so that comments and texts that look like code count for nothing. Throws where it does not parse. */
export function readSource(text: string, path = 'a sample'): SourceFacts {
  const imports: Import[] = []
  const processUses: string[] = []
  const testNames: string[] = []
  let exportsDefault = false
  let lines = lineCount(text)

  const visit = (node: Node, suites: readonly string[]): void => {
    const found = importOf(node)
    if (found) imports.push(found)
    if (node.type === 'ExportDefaultDeclaration') exportsDefault = true
    const processUse = processUseOf(node)
    if (processUse) processUses.push(processUse)
    const call = testCallOf(node)
    if (call?.kind === 'test') testNames.push([...suites, call.title].join(' > '))
    const inside = call?.kind === 'describe' ? [...suites, call.title] : suites
    for (const child of childrenOf(node)) visit(child, inside)
  }
  const leaveOutTables = (node: Node): void => {
    const length = tableLength(node, text)
    if (length > 0) lines -= length
    else for (const child of childrenOf(node)) leaveOutTables(child)
  }

  const program = parse(text, path)
  if (isNode(program)) {
    visit(program, [])
    leaveOutTables(program)
  }
  return { lines, imports, exportsDefault, processUses, testNames }
}

/** The parser's own message does not say which file it read. */
function parse(text: string, path: string): unknown {
  try {
    return parseAst(text, { lang: 'ts' })
  } catch (cause) {
    throw new SyntaxError(`${path} does not parse`, { cause })
  }
}

/** Lines of a text; the end of the last line begins no other. */
export function lineCount(text: string): number {
  return text.replace(/\n$/, '').split('\n').length
}

/** The lines of a long list or object without a function in it, and 0 for anything else. */
function tableLength(node: Node, text: string): number {
  if (node.type !== 'ArrayExpression' && node.type !== 'ObjectExpression') return 0
  if (typeof node.start !== 'number' || typeof node.end !== 'number') return 0
  const length = lineCount(text.slice(node.start, node.end))
  return length > 20 && !holdsFunction(node) ? length : 0
}

function holdsFunction(node: Node): boolean {
  return node.type.includes('Function') || childrenOf(node).some(holdsFunction)
}

function importOf(node: Node): Import | undefined {
  const from = textOf(node.source)
  switch (node.type) {
    case 'ImportDeclaration':
      return from === undefined
        ? undefined
        : { from, typeOnly: node.importKind === 'type' || onlyTypes(node) }
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
      return from === undefined
        ? undefined
        : { from, typeOnly: node.exportKind === 'type' || onlyTypes(node) }
    case 'ImportExpression':
      return from === undefined ? undefined : { from, typeOnly: false }
    case 'TSImportType':
      return from === undefined ? undefined : { from, typeOnly: true }
    case 'CallExpression':
      return resolvedImportOf(node)
    default:
      return undefined
  }
}

/** `import { type A, type B } from …` leaves nothing at run time either. */
function onlyTypes(node: Node): boolean {
  const specifiers = Array.isArray(node.specifiers) ? node.specifiers.filter(isNode) : []
  return (
    specifiers.length > 0 &&
    specifiers.every((specifier) => specifier.importKind === 'type' || specifier.exportKind === 'type')
  )
}

/** `import.meta.resolve('x')` and `require.resolve('x')` depend on a package as an import does. */
function resolvedImportOf(node: Node): Import | undefined {
  const callee = isNode(node.callee) ? node.callee : undefined
  if (callee?.type !== 'MemberExpression' || nameOf(callee.property) !== 'resolve') return undefined
  const isResolver =
    (isNode(callee.object) && callee.object.type === 'MetaProperty') || nameOf(callee.object) === 'require'
  const from = Array.isArray(node.arguments) ? textOf(node.arguments[0]) : undefined
  return isResolver && from !== undefined ? { from, typeOnly: false } : undefined
}

function processUseOf(node: Node): string | undefined {
  if (node.type !== 'MemberExpression' || nameOf(node.object) !== 'process') return undefined
  const member = nameOf(node.property)
  return member === 'env' || member === 'exit' ? `process.${member}` : undefined
}

/** A call of `test`, `it` or `describe`, also through `.each(…)`, `.skipIf(…)` and the like. */
function testCallOf(node: Node): { readonly kind: 'test' | 'describe'; readonly title: string } | undefined {
  if (node.type !== 'CallExpression') return undefined
  const title = Array.isArray(node.arguments) ? textOf(node.arguments[0]) : undefined
  const name = calledName(node.callee)
  if (title === undefined || madeAtRunTime.test(title)) return undefined
  if (name === 'test' || name === 'it') return { kind: 'test', title }
  return name === 'describe' ? { kind: 'describe', title } : undefined
}

function calledName(callee: unknown): string | undefined {
  if (!isNode(callee)) return undefined
  if (callee.type === 'MemberExpression') return calledName(callee.object)
  if (callee.type === 'CallExpression') return calledName(callee.callee)
  if (callee.type === 'TaggedTemplateExpression') return calledName(callee.tag)
  return nameOf(callee)
}

function nameOf(node: unknown): string | undefined {
  return isNode(node) && node.type === 'Identifier' && typeof node.name === 'string' ? node.name : undefined
}

function textOf(node: unknown): string | undefined {
  return isNode(node) && node.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined
}

function childrenOf(node: Node): readonly Node[] {
  return Object.values(node)
    .flatMap((value) => (Array.isArray(value) ? value : [value]))
    .filter(isNode)
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}
