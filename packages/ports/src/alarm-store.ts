import type { Alarm } from '@recallwire/domain/gaps/alarm.ts'
import type { AggregateStore, Page, Stored } from './aggregate-store.ts'

/** What a person was told of letters that are overdue, by alarmId: one per recall and facility. Written by the notifier. */
export interface AlarmStore extends AggregateStore<Alarm> {
  /** Alarms of a recall that are not cleared, ordered by facility. */
  open(recallId: string, limit: number, after?: string): Promise<Page<Stored<Alarm>>>
  /** How many alarms are not cleared, of all recalls, and since when the oldest has been raised. */
  raised(): Promise<{ readonly count: number; readonly oldestAt?: string | undefined }>
}
