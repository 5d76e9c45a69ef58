import { statusReportSchema } from '@recallwire/domain/report/status-report-schema.ts'
import { type CaseView, caseSummarySchema, caseViewSchema } from '@recallwire/domain/views/case-view.ts'
import { matchPageSchema } from '@recallwire/domain/views/device-view.ts'
import { gapReportSchema } from '@recallwire/domain/views/gap-view.ts'
import { recallSummarySchema, recallViewSchema } from '@recallwire/domain/views/recall-view.ts'
import type { Api } from '@recallwire/infra-embedded/demonstration/api.ts'
import { z } from 'zod'
import type { Installation } from './installation.ts'

/** What the firm's API says of the one recall of the demonstration. */
export async function openRecord(installation: Installation) {
  const firm = installation.as('Dana Whitlock')
  const [recall] = z.array(recallSummarySchema).parse(await firm.get('/v1/recalls'))
  if (recall === undefined) throw new Error('the demonstration published no recall')
  const { recallId } = recall
  const facilityId = (code: string): string => installation.enrolled.facilities[code] ?? ''
  const cases = async () => z.array(caseSummarySchema).parse(await firm.get(`/v1/recalls/${recallId}/cases`))
  const caseAt = async (code: string): Promise<CaseView> => {
    const found = (await cases()).find((item) => item.facilityId === facilityId(code))
    if (found === undefined) throw new Error(`no case at ${code}`)
    return caseViewSchema.parse(await firm.get(`/v1/cases/${found.caseId}`))
  }
  return {
    recallId,
    facilityId,
    cases,
    caseAt,
    /** How many letters each facility was written, by its code. */
    letterCounts: async (): Promise<ReadonlyMap<string, number>> => {
      const codeOf = new Map(Object.entries(installation.enrolled.facilities).map(([code, id]) => [id, code]))
      const codes = (await cases()).map((item) => codeOf.get(item.facilityId) ?? '')
      return new Map(
        await Promise.all(codes.map(async (code) => [code, (await caseAt(code)).letters.length] as const)),
      )
    },
    /** A unit of the case at a facility, by its serial or asset tag. */
    unitAt: async (code: string, mark: string) => {
      const { units } = await caseAt(code)
      const found = units.find(({ facts }) => facts.serial === mark || facts.assetTag === mark)
      if (found === undefined) throw new Error(`no unit ${mark} in the case at ${code}`)
      return found
    },
    recall: async () => recallViewSchema.parse(await firm.get(`/v1/recalls/${recallId}`)),
    matches: () => allMatches(firm, recallId),
    gaps: async () => gapReportSchema.parse(await firm.get(`/v1/recalls/${recallId}/gaps`)),
    report: async () => statusReportSchema.parse(await firm.get(`/v1/recalls/${recallId}/status-report`)),
  }
}
export type RecallRecord = Awaited<ReturnType<typeof openRecord>>

type Match = z.infer<typeof matchPageSchema>['items'][number]

async function allMatches(firm: Api, recallId: string): Promise<readonly Match[]> {
  const items: Match[] = []
  for (let after: string | undefined = ''; after !== undefined; ) {
    const query = after === '' ? '' : `?${new URLSearchParams({ after })}`
    const page = matchPageSchema.parse(await firm.get(`/v1/recalls/${recallId}/matches${query}`))
    items.push(...page.items)
    after = page.next
  }
  return items
}
