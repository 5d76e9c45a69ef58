/**
 * Files that letters carry as they are, such as a firm's original letter: one document each, named by the hash of its bytes, and kept for
 * as long as a notice may name it. A file is at most 5 MiB: one document of any back end. Written by ingestion.
 */
export interface AttachmentStore {
  /** Keeps a file. The same bytes of the same organisation again change nothing: what is kept first stands, its name too. */
  put(attachment: Attachment): Promise<AttachmentRecord>
  /** Undefined for what the organisation never gave, whoever else did. */
  get(organisationId: string, sha256: string): Promise<Attachment | undefined>
  /** What an organisation gave, newest first and at most `limit`, without the bytes. */
  ofOrganisation(organisationId: string, limit: number): Promise<readonly AttachmentRecord[]>
}

export type AttachmentRecord = {
  readonly organisationId: string
  /** Of the bytes, as lower-case hexadecimal. */
  readonly sha256: string
  readonly fileName: string
  /** In bytes. */
  readonly size: number
  readonly uploadedAt: string
}

export type Attachment = AttachmentRecord & { readonly bytes: Uint8Array }
