# What became of letters: SES -> SNS -> SQS, from where every notifier reads. Reports name addresses, so both are encrypted.
resource "aws_sns_topic" "reports" {
  name              = "${var.name}-mail-events"
  kms_master_key_id = aws_kms_key.reports.id
}

data "aws_iam_policy_document" "topic" {
  statement {
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.reports.arn]

    principals {
      type        = "Service"
      identifiers = ["ses.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "AWS:SourceAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }

    condition {
      test     = "StringEquals"
      variable = "AWS:SourceArn"
      values   = [aws_sesv2_configuration_set.letters.arn]
    }
  }
}

resource "aws_sns_topic_policy" "reports" {
  arn    = aws_sns_topic.reports.arn
  policy = data.aws_iam_policy_document.topic.json
}

# A report that was handed out five times and never stored ends here, for a person to look at (infra/runbook.md).
resource "aws_sqs_queue" "unread" {
  name                      = "${var.name}-mail-events-unread"
  message_retention_seconds = 1209600
  kms_master_key_id         = aws_kms_key.reports.id
}

# Two weeks: an installation that was away for so long still learns what became of its letters.
resource "aws_sqs_queue" "reports" {
  name                       = "${var.name}-mail-events"
  message_retention_seconds  = 1209600
  receive_wait_time_seconds  = 20
  visibility_timeout_seconds = 60
  kms_master_key_id          = aws_kms_key.reports.id

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.unread.arn
    maxReceiveCount     = 5
  })
}

resource "aws_sqs_queue_redrive_allow_policy" "unread" {
  queue_url = aws_sqs_queue.unread.id

  redrive_allow_policy = jsonencode({
    redrivePermission = "byQueue"
    sourceQueueArns   = [aws_sqs_queue.reports.arn]
  })
}

data "aws_iam_policy_document" "queue" {
  statement {
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.reports.arn]

    principals {
      type        = "Service"
      identifiers = ["sns.amazonaws.com"]
    }

    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = [aws_sns_topic.reports.arn]
    }
  }
}

resource "aws_sqs_queue_policy" "reports" {
  queue_url = aws_sqs_queue.reports.id
  policy    = data.aws_iam_policy_document.queue.json
}

resource "aws_sns_topic_subscription" "reports" {
  topic_arn            = aws_sns_topic.reports.arn
  protocol             = "sqs"
  endpoint             = aws_sqs_queue.reports.arn
  raw_message_delivery = true

  depends_on = [aws_sqs_queue_policy.reports]
}

resource "aws_kms_key" "reports" {
  description         = "${var.name}: reports about letters"
  enable_key_rotation = true
  policy              = data.aws_iam_policy_document.key.json
}

data "aws_iam_policy_document" "key" {
  statement {
    actions   = ["kms:*"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::${data.aws_caller_identity.current.account_id}:root"]
    }
  }

  # SES publishes to the encrypted topic, and the topic to the encrypted queue.
  statement {
    actions   = ["kms:GenerateDataKey*", "kms:Decrypt"]
    resources = ["*"]

    principals {
      type        = "Service"
      identifiers = ["ses.amazonaws.com", "sns.amazonaws.com"]
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "unread" {
  alarm_name          = "${var.name}-mail-events-unread"
  alarm_description   = "Reports about letters that nobody could read: infra/runbook.md, Letters."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions          = { QueueName = aws_sqs_queue.unread.name }
  statistic           = "Maximum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  alarm_actions       = var.alarm_actions
}
