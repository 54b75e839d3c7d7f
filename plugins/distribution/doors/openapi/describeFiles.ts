import type { Tag } from '../../tags.ts'
import { describeProblems } from './describeProblems.ts'

const range = {
  name: 'Range',
  in: 'header',
  required: false,
  description: 'One part of the file, to go on where a download was cut off.',
  schema: { type: 'string', pattern: '^bytes=(\\d+-\\d*|-\\d+)$' },
  example: 'bytes=131072-',
}

const ifRange = {
  name: 'If-Range',
  in: 'header',
  required: false,
  description: 'The `etag` of the parts that are there: where it has changed, the whole is sent.',
  schema: { type: 'string' },
}

const ifNoneMatch = {
  name: 'If-None-Match',
  in: 'header',
  required: false,
  description: 'The `etag` of the file that is there: where it has not changed, 304 is answered.',
  schema: { type: 'string' },
}

const text = { type: 'string' }
const count = { type: 'string', pattern: '^\\d+$' }

const always = {
  etag: { required: true, description: 'The same for the same bytes.', schema: text },
  'accept-ranges': { required: true, schema: { const: 'bytes' } },
  'cache-control': {
    required: true,
    description: '`private`, for an hour at most and never longer than the link holds.',
    schema: text,
  },
}

const whole = {
  ...always,
  'content-length': { required: true, description: 'Bytes.', schema: count },
  'content-disposition': {
    required: true,
    description: '`attachment`, with the name of the file.',
    schema: text,
  },
}

const contentRange = { required: true, schema: { type: 'string', pattern: '^bytes ' } }

const anyFile = { '*/*': {} }

type Door = { name: string; tag: Tag; what: string; from: string; again: string }

const ofTasks: Door = {
  ...{ name: 'files', tag: 'Tasks', what: 'task' },
  ...{ from: '`tasks.read` or `tasks.readComing` gave it', again: 'read the task again' },
}

const ofClaims: Door = {
  ...{ name: 'claimFiles', tag: 'Claims', what: 'claim' },
  ...{ from: '`claims.preview` or `claims.download` gave it', again: 'ask again' },
}

const describe = (verb: 'get' | 'head', { name, tag, what, from, again }: Door) => ({
  operationId: verb === 'get' ? `${name}.fetch` : `${name}.look`,
  tags: [tag],
  summary:
    verb === 'get'
      ? `Sends a file of a ${what}, whole or in part.`
      : `Says how large a file of a ${what} is, and sends nothing of it.`,
  description: `Call the \`url\` of the file as ${from}; it is whole, and nothing is to be added to it. No log-in is asked for: whoever has the link may fetch the file until the link ends, six hours after it was given. Then ${again} for a new one. Check \`bytes\` when it is there.`,
  security: [],
  parameters: [
    {
      name: 'token',
      in: 'path',
      required: true,
      description: 'The signed end of the link.',
      schema: { type: 'string', pattern: '^[\\w-]+\\.[\\w-]+$' },
      example: 'WyIxOWI2ZThkNCIsIjhjMWQ0ZjdlIiwxNzk1NDY1ODYyXQ.c2lnbmF0dXJl',
    },
    range,
    ifRange,
    ifNoneMatch,
  ],
  responses: {
    '200': {
      description: 'The whole file.',
      headers: whole,
      ...(verb === 'get' ? { content: anyFile } : {}),
    },
    ...(verb === 'get'
      ? {
          '206': {
            description: 'The part that was asked for.',
            headers: { ...whole, 'content-range': contentRange },
            content: anyFile,
          },
          '416': {
            description: 'The file has no such part.',
            headers: { ...always, 'content-range': contentRange },
          },
        }
      : {}),
    '304': { description: 'The file that is there is the right one.', headers: always },
    ...describeProblems(['LINK_INVALID', 'LINK_EXPIRED', 'NOT_FOUND', 'FILE_MISSING', 'INTERNAL']),
  },
})

/** How a phone fetches the files of its tasks, and an influencer those of their claims. */
export const describeFiles = (): Record<string, Record<string, unknown>> => ({
  '/assist/files/{token}': {
    get: describe('get', ofTasks),
    head: describe('head', ofTasks),
  },
  '/claim-files/{token}': {
    get: describe('get', ofClaims),
    head: describe('head', ofClaims),
  },
})
