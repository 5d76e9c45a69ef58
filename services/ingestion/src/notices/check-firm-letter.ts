import type { NoticeContent } from '@recallwire/domain/notice/notice-content.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import type { FieldProblem } from '@recallwire/runtime/problem.ts'

/** A notice names its firm's original letter by hash; it must have been handed in, or letters would have to go without. */
export async function checkFirmLetter(
  { attachments }: Pick<BackEnd, 'attachments'>,
  { firmLetter }: Pick<NoticeContent, 'firmLetter'>,
  organisationId: string,
): Promise<readonly FieldProblem[]> {
  if (firmLetter === undefined) return []
  const file = await attachments.get(organisationId, firmLetter.sha256)
  if (file === undefined) {
    const detail = 'is of no file your firm handed in: send it to /v1/attachments first'
    return [{ pointer: '/content/firmLetter/sha256', detail }]
  }
  if (file.size === firmLetter.size) return []
  return [{ pointer: '/content/firmLetter/size', detail: `the file with this hash has ${file.size} bytes` }]
}
