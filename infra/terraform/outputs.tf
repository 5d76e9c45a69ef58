output "settings" {
  description = "What the notifier is told."
  value = {
    RECALLWIRE_MAIL                  = "ses"
    RECALLWIRE_MAIL_FROM             = var.sender
    RECALLWIRE_SES_CONFIGURATION_SET = aws_sesv2_configuration_set.letters.configuration_set_name
    RECALLWIRE_SES_EVENTS_QUEUE_URL  = aws_sqs_queue.reports.url
  }
}

output "dns_records" {
  description = "What the domain's DNS has to say before letters can go out."
  value = concat(
    [for token in aws_sesv2_email_identity.domain.dkim_signing_attributes[0].tokens : {
      name  = "${token}._domainkey.${var.domain}"
      type  = "CNAME"
      value = "${token}.dkim.amazonses.com"
    }],
    [
      { name = aws_sesv2_email_identity_mail_from_attributes.domain.mail_from_domain, type = "TXT", value = "v=spf1 include:amazonses.com -all" },
      { name = aws_sesv2_email_identity_mail_from_attributes.domain.mail_from_domain, type = "MX", value = "10 feedback-smtp.${data.aws_region.current.name}.amazonses.com" },
      { name = "_dmarc.${var.domain}", type = "TXT", value = "v=DMARC1; p=quarantine" },
    ],
  )
}

data "aws_region" "current" {}

output "notifier_policy_arn" {
  description = "For whatever runs the notifier, where no role was made."
  value       = aws_iam_policy.notifier.arn
}

output "notifier_role_arn" {
  description = "For the notifier's service account: eks.amazonaws.com/role-arn."
  value       = local.has_cluster ? aws_iam_role.notifier[0].arn : null
}
