data "aws_caller_identity" "current" {}

# Letters are signed by DKIM and sent by TLS or not at all; each carries the configuration set, whose events tell what became of it.
resource "aws_sesv2_configuration_set" "letters" {
  configuration_set_name = var.name

  delivery_options {
    tls_policy = "REQUIRE"
  }

  reputation_options {
    reputation_metrics_enabled = true
  }

  sending_options {
    sending_enabled = true
  }

  # An address that bounced before is not tried again by SES, which reports a bounce: the letter goes to the next contact.
  suppression_options {
    suppressed_reasons = ["BOUNCE", "COMPLAINT"]
  }
}

resource "aws_sesv2_email_identity" "domain" {
  email_identity         = var.domain
  configuration_set_name = aws_sesv2_configuration_set.letters.configuration_set_name

  dkim_signing_attributes {
    next_signing_key_length = "RSA_2048_BIT"
  }
}

resource "aws_sesv2_email_identity_mail_from_attributes" "domain" {
  email_identity         = aws_sesv2_email_identity.domain.email_identity
  mail_from_domain       = "${var.bounce_subdomain}.${var.domain}"
  behavior_on_mx_failure = "USE_DEFAULT_VALUE"
}

# Opens and clicks are left out: they tell about the reader, and no count here rests on them.
resource "aws_sesv2_configuration_set_event_destination" "reports" {
  configuration_set_name = aws_sesv2_configuration_set.letters.configuration_set_name
  event_destination_name = "reports"

  event_destination {
    enabled = true
    matching_event_types = [
      "SEND",
      "REJECT",
      "BOUNCE",
      "COMPLAINT",
      "DELIVERY",
      "DELIVERY_DELAY",
      "RENDERING_FAILURE",
    ]

    sns_destination {
      topic_arn = aws_sns_topic.reports.arn
    }
  }

  depends_on = [aws_sns_topic_policy.reports]
}
