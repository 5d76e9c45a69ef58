/** What a test may ask for. */
export const engineNames = ['kafka', 'mongodb'] as const
export type EngineName = (typeof engineNames)[number]

/** An engine that answers. */
export type RunningEngine = {
  /** `host:port`, several with commas; for MongoDB a connection string. */
  readonly address: string
  /** What it is, its version, whether it is the real thing, and where it comes from. */
  readonly description: string
  stop(): Promise<void>
}

/** That this machine cannot have an engine, in a sentence that says what to install. */
export type MissingEngine = { readonly missing: string }

/** One way to an engine; undefined when this way is not meant, so that the next one is tried. */
export type EngineSource = (folder: string) => Promise<RunningEngine | MissingEngine | undefined>
