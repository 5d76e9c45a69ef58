import { firmLetterSchema } from '../notice/firm-letter.ts'
import { instantSchema } from '../time.ts'

/** A letter the firm handed in: `GET /v1/attachments`. Without the time it is what a notice names. */
export const attachmentViewSchema = firmLetterSchema.extend({ uploadedAt: instantSchema })
