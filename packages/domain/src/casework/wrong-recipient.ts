import { z } from 'zod'
import { idSchema } from '../text.ts'
import { instantSchema } from '../time.ts'
import { replyChannelSchema } from './reply-channel.ts'

/**
 * Somebody who had a letter says that it is not for him, and perhaps who it is for. Who said so and whom he named are personal data and
 * kept apart.
 */
export const wrongRecipientSchema = z.strictObject({
  reportId: idSchema,
  at: instantSchema,
  recordedAt: instantSchema,
  channel: replyChannelSchema,
  letterId: idSchema,
  contactId: idSchema,
  personalRef: idSchema,
  commitment: z.string(),
})
