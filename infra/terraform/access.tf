# What the notifier may do, and nothing else: send from its one address, read its quota, take reports off its queue.
data "aws_iam_policy_document" "notifier" {
  statement {
    actions = ["ses:SendRawEmail"]
    resources = [
      aws_sesv2_email_identity.domain.arn,
      aws_sesv2_configuration_set.letters.arn,
    ]

    condition {
      test     = "StringEquals"
      variable = "ses:FromAddress"
      values   = [var.sender]
    }
  }

  statement {
    actions   = ["ses:GetSendQuota"]
    resources = ["*"]
  }

  statement {
    actions = [
      "sqs:ChangeMessageVisibility",
      "sqs:DeleteMessage",
      "sqs:GetQueueAttributes",
      "sqs:ReceiveMessage",
    ]
    resources = [aws_sqs_queue.reports.arn]
  }

  statement {
    actions   = ["kms:Decrypt"]
    resources = [aws_kms_key.reports.arn]
  }
}

resource "aws_iam_policy" "notifier" {
  name        = "${var.name}-notifier"
  description = "Sends letters and reads what became of them."
  policy      = data.aws_iam_policy_document.notifier.json
}

locals {
  has_cluster = var.oidc_provider_arn != ""
  # arn:aws:iam::ACCOUNT:oidc-provider/ISSUER
  issuer = local.has_cluster ? split("oidc-provider/", var.oidc_provider_arn)[1] : ""
}

data "aws_iam_policy_document" "assume" {
  count = local.has_cluster ? 1 : 0

  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = [var.oidc_provider_arn]
    }

    condition {
      test     = "StringEquals"
      variable = "${local.issuer}:sub"
      values   = ["system:serviceaccount:${var.service_account}"]
    }

    condition {
      test     = "StringEquals"
      variable = "${local.issuer}:aud"
      values   = ["sts.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "notifier" {
  count = local.has_cluster ? 1 : 0

  name               = "${var.name}-notifier"
  assume_role_policy = data.aws_iam_policy_document.assume[0].json
}

resource "aws_iam_role_policy_attachment" "notifier" {
  count = local.has_cluster ? 1 : 0

  role       = aws_iam_role.notifier[0].name
  policy_arn = aws_iam_policy.notifier.arn
}
