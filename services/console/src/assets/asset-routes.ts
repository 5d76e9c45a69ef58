import { readFile } from 'node:fs/promises'
import type { Actor } from '@recallwire/domain/access/actor.ts'
import { problem } from '@recallwire/runtime/problem.ts'
import { defineRoute, type Route } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import type { AssetFiles } from './asset-files.ts'

const route = defineRoute<Actor>()

/**
 * Style sheets, fonts, images and the script, from our own address only. Under the address with the present version a
 * file may be kept for a year; under any other, e.g. the plain one that letters' reply pages use, for an hour.
 */
export const assetRoutes = (files: AssetFiles): readonly Route<Actor>[] => [
  route({
    method: 'GET',
    path: '/assets/*',
    summary: 'A style sheet, font, image or script of the pages.',
    action: 'public',
    credential: 'none',
    answers: 'file',
    params: z.strictObject({ '*': z.string() }),
    handle: async ({ params }) => {
      const [first = '', ...rest] = params['*'].split('/')
      const versioned = /^v-[0-9a-f]{12}$/.test(first)
      const found = files.find(versioned ? rest.join('/') : params['*'])
      const bytes = found === undefined ? undefined : await readFile(found.file).catch(missing)
      if (found === undefined || bytes === undefined) return problem(404, 'There is no such file')
      const current = first === `v-${files.version}`
      return {
        status: 200,
        file: bytes,
        contentType: found.contentType,
        headers: {
          'cache-control': current ? 'public, max-age=31536000, immutable' : 'public, max-age=3600',
        },
      }
    },
  }),
]

/** A name that is absent, or a folder, is no file; any other fault is one. */
function missing(error: unknown): undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT' || code === 'EISDIR' || code === 'ENOTDIR') return undefined
  throw error
}
