import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { renderProgress } from './render-progress.ts'
import { showProgress } from './show-progress.ts'

describe('progress', () => {
  test.each([
    [0, 240, 0, '[................] 0%  0 B of 240 B  0 B/s  unknown time left'],
    [6_000, 12_000, 1_000, '[########........] 50%  6.0 kB of 12.0 kB  6.0 kB/s  1 s left'],
    [1_000_000, 91_000_000, 1_000, '[................] 1%  1.0 MB of 91.0 MB  1.0 MB/s  1 min 30 s left'],
    [1_000, 8_001_000, 1_000, '[................] 0%  1.0 kB of 8.0 MB  1.0 kB/s  2 h 13 min left'],
    [240, 240, 100, '[################] 100%  240 B of 240 B  2.4 kB/s  sent, being checked'],
    [0, 0, 0, '[################] 100%  0 B of 0 B  0 B/s  sent, being checked'],
  ])('at %i of %i bytes after %i ms', (sent, total, elapsedMs, line) => {
    expect(renderProgress({ sent, total, elapsedMs })).toBe(line)
  })

  test('is one line that is painted over on a terminal, with rate and remaining time', async () => {
    const terminal = Object.assign(new PassThrough(), { isTTY: true, columns: 80 })
    let now = 0
    {
      using shown = showProgress(terminal, 10_000_000, () => now)
      now = 1_000
      shown.sent(2_500_000)
    }
    terminal.end()
    const painted = await text(terminal)
    expect(painted).toContain('[####............] 25%  2.5 MB of 10.0 MB  2.5 MB/s  3 s left')
    expect(painted.trimEnd().split('\n')).toHaveLength(1)
  })

  test('is nothing where there is no terminal', async () => {
    const stream = new PassThrough()
    {
      using shown = showProgress(stream, 10, () => 0)
      shown.sent(10)
    }
    stream.end()
    expect(await text(stream)).toBe('')
  })
})
