import { z } from 'zod'

/** How an answer came: said by the facility itself, or told to the firm's people, who entered it. */
export const replyChannelSchema = z.enum(['link', 'console', 'phone', 'email'])
export type ReplyChannel = z.infer<typeof replyChannelSchema>

/** Ways by which the firm's people are told what they enter. */
export const toldChannelSchema = z.enum(['phone', 'email'])
export type ToldChannel = z.infer<typeof toldChannelSchema>
