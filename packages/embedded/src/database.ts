import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { findRecallError } from '@recallwire/runtime/recall-error.ts'
import { type Row, textsOf } from './row.ts'
import { storageError } from './storage-error.ts'

export interface Reads {
  all(sql: string, ...values: readonly SQLInputValue[]): readonly Row[]
  /** Rows whose columns are all texts, as arrays: half the cost of objects, for what is read by the ten thousand. */
  texts(sql: string, ...values: readonly SQLInputValue[]): readonly (readonly string[])[]
  get(sql: string, ...values: readonly SQLInputValue[]): Row | undefined
}

/** What a write may do. Valid only inside the `work` it is handed to. */
export interface Writes extends Reads {
  /** Runs one statement and says how many rows it changed. */
  run(sql: string, ...values: readonly SQLInputValue[]): number
  /** Calls back once this write is durable; never when it is undone. It must not throw. */
  onceDurable(tell: () => void): void
}

/** One connection to the data file. Every fault of the machine is thrown as a RecallError. */
export interface Database extends Reads {
  /**
   * Runs `work` in a transaction and resolves once it is durable. What is written in the same turn of the event loop
   * shares one commit, because a commit waits for the disk; a `work` that throws is undone alone.
   */
  write<Result>(work: (tx: Writes) => Result): Promise<Result>
  /** Runs several statements outside of a transaction: settings and maintenance. */
  exec(sql: string): void
  /** Finishes the writes that are waiting, then closes the file. Closing twice is harmless. */
  close(): void
}

/** Bounds how long one shared commit keeps the event loop. */
const mostPerCommit = 128

type Waiting = {
  /** Does the work; what it returns settles the caller once the commit is durable. */
  readonly attempt: () => () => void
  readonly fail: (error: unknown) => void
}

/** Opens the file as it is. `busyTimeoutMs` bounds how long a write waits for another process. */
export function openDatabase(file: string, busyTimeoutMs: number): Database {
  const native = connect(file, busyTimeoutMs)
  const statements = new Map<string, StatementSync>()
  const arrayStatements = new Map<string, StatementSync>()
  let waiting: Waiting[] = []
  let closed = false
  let tells: (() => void)[] = []

  const prepared = (sql: string): StatementSync => {
    const known = statements.get(sql)
    if (known) return known
    const statement = native.prepare(sql)
    statements.set(sql, statement)
    return statement
  }
  const preparedForArrays = (sql: string): StatementSync => {
    const known = arrayStatements.get(sql)
    if (known) return known
    const statement = native.prepare(sql)
    statement.setReturnArrays(true)
    arrayStatements.set(sql, statement)
    return statement
  }
  const tx: Writes = {
    all: (sql, ...values) => mapped(() => prepared(sql).all(...values)),
    texts: (sql, ...values) => mapped(() => textsOf(preparedForArrays(sql).all(...values))),
    get: (sql, ...values) => mapped(() => prepared(sql).get(...values)),
    run: (sql, ...values) => mapped(() => Number(prepared(sql).run(...values).changes)),
    onceDurable: (tell) => void tells.push(tell),
  }
  const commitWaiting = (): void => {
    const group = waiting.slice(0, mostPerCommit)
    waiting = waiting.slice(mostPerCommit)
    if (waiting.length > 0) setImmediate(commitWaiting)
    if (group.length > 0) commitGroup(native, group)
  }
  return {
    all: tx.all,
    texts: tx.texts,
    get: tx.get,
    exec: (sql) => mapped(() => native.exec(sql)),
    write: (work) =>
      new Promise((resolve, reject) => {
        if (closed) throw new Error('the data file was closed before this write')
        const attempt = () => {
          tells = []
          const result = work(tx)
          const told = tells
          return () => {
            resolve(result)
            for (const tell of told) tell()
          }
        }
        waiting.push({ attempt, fail: reject })
        if (waiting.length === 1) setImmediate(commitWaiting)
      }),
    close: () => {
      if (closed) return
      closed = true
      while (waiting.length > 0) commitWaiting()
      native.close()
    },
  }
}

function commitGroup(native: DatabaseSync, group: readonly Waiting[]): void {
  const settles: (() => void)[] = []
  try {
    native.exec('BEGIN IMMEDIATE')
    for (const waiting of group) settles.push(attemptAlone(native, waiting))
    native.exec('COMMIT')
  } catch (error) {
    try {
      if (native.isTransaction) native.exec('ROLLBACK')
    } finally {
      for (const { fail } of group) fail(storageError(error))
    }
    return
  }
  for (const settle of settles) settle()
}

/** A savepoint keeps one work's error from undoing the others; a fault of the disk undoes all of them. */
function attemptAlone(native: DatabaseSync, { attempt, fail }: Waiting): () => void {
  native.exec('SAVEPOINT work')
  try {
    const settle = attempt()
    native.exec('RELEASE work')
    return settle
  } catch (error) {
    if (findRecallError(error)?.code.startsWith('storage-') || !native.isTransaction) throw error
    native.exec('ROLLBACK TO work')
    native.exec('RELEASE work')
    return () => fail(error)
  }
}

function connect(file: string, busyTimeoutMs: number): DatabaseSync {
  return mapped(() => new DatabaseSync(file, { timeout: busyTimeoutMs, enableForeignKeyConstraints: true }))
}

function mapped<Result>(work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    throw storageError(error)
  }
}
