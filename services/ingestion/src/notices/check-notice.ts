import { contactInputSchema } from '@recallwire/domain/directory/facility.ts'
import type { Organisation } from '@recallwire/domain/directory/organisation.ts'
import type { NoticeContent } from '@recallwire/domain/notice/notice-content.ts'
import type { FieldProblem } from '@recallwire/runtime/problem.ts'
import { checkScope } from './check-scope.ts'

/**
 * What is wrong with a notice although each field is well formed. A firm may recall only what its own company prefixes
 * cover, or one typing error would stop another maker's devices; a contact that nobody answers costs every facility a day.
 */
export function checkNotice(
  content: NoticeContent,
  firm: Pick<Organisation, 'labellerPrefixes'>,
): readonly FieldProblem[] {
  return [
    ...checkContact(content.contact),
    ...checkLabeller(content, firm.labellerPrefixes),
    ...checkScope(content.products).map(({ pointer, detail }) => ({
      pointer: `/products${pointer}`,
      detail,
    })),
  ].map(({ pointer, detail }) => ({ pointer: `/content${pointer}`, detail }))
}

function checkContact(contact: NoticeContent['contact']): readonly FieldProblem[] {
  if (contactInputSchema.shape.name.safeParse(contact.name).success) return []
  return [{ pointer: '/contact/name', detail: 'is a placeholder: name a person or a department' }]
}

/** Behind its first digit (the package level) a 14-digit UDI-DI begins with the GS1 company prefix of its labeller. */
function checkLabeller(content: NoticeContent, prefixes: readonly string[]): readonly FieldProblem[] {
  if (prefixes.length === 0) return []
  return content.products.flatMap((product, index) =>
    product.dis.flatMap((di, place) =>
      prefixes.some((prefix) => di.slice(1).startsWith(prefix))
        ? []
        : [
            {
              pointer: `/products/${index}/dis/${place}`,
              detail: `${di} is not under a company prefix of your firm (${prefixes.join(', ')}): only its labeller can recall it`,
            },
          ],
    ),
  )
}
