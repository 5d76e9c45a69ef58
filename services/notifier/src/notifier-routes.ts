import type { Actor } from '@recallwire/domain/access/actor.ts'
import type { Route } from '@recallwire/runtime/route.ts'
import { askFreshCode } from './casework/ask-fresh-code.ts'
import { reportWrongRecipient } from './casework/report-wrong-recipient.ts'
import { submitReply } from './casework/submit-reply.ts'
import { verificationRoutes } from './contacts/verification-routes.ts'
import { replyPageRoutes } from './reply/reply-page-routes.ts'
import { caseRoutes } from './routes/cases.ts'
import { forwardRoutes } from './routes/forwards.ts'
import { gapRoutes } from './routes/gaps.ts'
import { ladderRoutes } from './routes/ladders.ts'
import { letterActRoutes } from './routes/letter-acts.ts'
import { mailReportRoutes } from './routes/mail-reports.ts'
import { replyRoutes } from './routes/replies.ts'
import { senderRoutes } from './routes/senders.ts'
import { stuckLetterRoutes } from './routes/stuck-letters.ts'
import { taskRoutes } from './routes/tasks.ts'
import { verificationRequestRoutes } from './routes/verifications.ts'
import { webhookDeliveryRoutes } from './routes/webhook-deliveries.ts'
import { webhookRoutes } from './routes/webhooks.ts'
import { wrongRecipientRoutes } from './routes/wrong-recipients.ts'
import type { SendingDeps } from './sending/sending-deps.ts'
import type { NotifierDeps } from './start.ts'

/** Every address the notifier answers. */
export function notifierRoutes(deps: NotifierDeps & SendingDeps): readonly Route<Actor>[] {
  return [
    ...caseRoutes(deps),
    ...replyRoutes(deps),
    ...senderRoutes(deps),
    ...wrongRecipientRoutes(deps),
    ...forwardRoutes(deps),
    ...ladderRoutes(deps),
    ...taskRoutes(deps),
    ...verificationRequestRoutes(deps),
    ...verificationRoutes(deps),
    ...webhookDeliveryRoutes(deps),
    ...webhookRoutes(deps),
    ...stuckLetterRoutes(deps),
    ...letterActRoutes(deps),
    ...gapRoutes(deps),
    ...mailReportRoutes(deps),
    ...replyPageRoutes({
      ...deps,
      submitReply: (submission) => submitReply(deps, submission),
      askFreshCode: (asked) => askFreshCode(deps, asked),
      reportWrongRecipient: (report) => reportWrongRecipient(deps, report),
    }),
  ]
}
