variable "name" {
  description = "Begins the name of everything made here, and is the name of the configuration set."
  type        = string
  default     = "recallwire"

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{1,40}$", var.name))
    error_message = "Use up to 40 letters, digits, dashes and underscores."
  }
}

variable "domain" {
  description = "The domain that letters come from, e.g. example.org. Its DNS takes the records that the outputs list."
  type        = string
}

variable "sender" {
  description = "The address that letters come from, within the domain: RECALLWIRE_MAIL_FROM."
  type        = string
}

variable "bounce_subdomain" {
  description = "Below the domain: where bounces go, so that SPF covers letters (MAIL FROM)."
  type        = string
  default     = "bounce"
}

variable "oidc_provider_arn" {
  description = "The identity provider of a Kubernetes cluster whose notifier shall have a role. Empty: no role; attach the policy yourself."
  type        = string
  default     = ""
}

variable "service_account" {
  description = "With oidc_provider_arn: the notifier's service account, as namespace:name."
  type        = string
  default     = "recallwire:notifier"
}

variable "alarm_actions" {
  description = "Whom the alarm about unread reports tells: ARNs, e.g. of an SNS topic of the operators."
  type        = list(string)
  default     = []
}
