import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Endpoint } from 'payload'
import { notFound } from '../../errors.ts'
import { resolveInstalled } from '../../media/resolveInstalled.ts'
import { answerError } from '../../problem.ts'
import { referencePage } from './referencePage.ts'
import { referenceScript } from './referenceScript.ts'
import { referenceStyle } from './referenceStyle.ts'

/** Nothing of the page comes from elsewhere, and nothing of it is told elsewhere. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ')

const installed = (name: string) => () => readFile(resolveInstalled(`swagger-ui-dist/${name}`))

type File = { type: string; read: () => Promise<Buffer | string> }

const script = 'text/javascript; charset=utf-8'
const style = 'text/css; charset=utf-8'

const files: Record<string, File> = {
  'swagger-ui.css': { type: style, read: installed('swagger-ui.css') },
  'swagger-ui-bundle.js': { type: script, read: installed('swagger-ui-bundle.js') },
  'reference.css': { type: style, read: async () => referenceStyle },
  'reference.js': { type: script, read: async () => referenceScript },
}

/** Changes with the files, so that browsers may keep each of them for ever. */
const versionOf = async (): Promise<string> => {
  const manifest = await readFile(resolveInstalled('swagger-ui-dist/package.json'))
  return createHash('sha256')
    .update(manifest)
    .update(referenceStyle)
    .update(referenceScript)
    .digest('hex')
    .slice(0, 12)
}

const secure = { 'x-content-type-options': 'nosniff', 'referrer-policy': 'same-origin' }

/** `GET /reference`: the OpenAPI document as a page, and the files that it is shown with. For everybody, as the document. */
export const referenceEndpoints: Endpoint[] = [
  {
    path: '/reference',
    method: 'get',
    handler: async (req) => {
      try {
        const version = await versionOf()
        const page = referencePage({
          adminRoute: req.payload.config.routes.admin,
          fileOf: (name) => `reference/${name}?v=${version}`,
        })
        const headers = {
          'content-type': 'text/html; charset=utf-8',
          'cache-control': 'no-cache',
          'content-security-policy': policy,
          ...secure,
        }
        return new Response(page, { headers })
      } catch (error) {
        return answerError(error, req)
      }
    },
  },
  {
    path: '/reference/:file',
    method: 'get',
    handler: async (req) => {
      try {
        const name = String(req.routeParams?.file ?? '')
        const file = Object.hasOwn(files, name) ? files[name] : undefined
        if (!file) throw notFound('file')
        const body = await file.read()
        const headers = {
          'content-type': file.type,
          'cache-control': 'public, max-age=31536000, immutable',
          ...secure,
        }
        return new Response(typeof body === 'string' ? body : new Uint8Array(body), { headers })
      } catch (error) {
        return answerError(error, req)
      }
    },
  },
]
