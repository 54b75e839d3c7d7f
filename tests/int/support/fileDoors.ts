import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { type Sample, samples } from '../../../plugins/distribution/media/testing/samples.ts'
import { signLink } from '../../../plugins/distribution/security/signedLinks.ts'
import { testEnv } from '../../testEnv.ts'
import { addPerson, addTenant, call, type Person } from './agency.ts'
import { expectProblem } from './expectProblem.ts'
import type { House } from './openHouse.ts'
import { picture } from './picture.ts'
import { query } from './scenes.ts'

/** A house and what its storage holds, by name. */
export type Stored = {
  house: House
  /** The names of all files in the storage, whatever their records say. */
  list: () => Promise<string[]>
  read: (name: string) => Promise<Buffer>
}

type Doc = {
  id: string
  filename: string
  url: string
  sha256: string
  sizes: { thumbnail: { filename: string | null; url: string | null } }
}

type Body = { doc: Doc; errors?: { message: string }[] }

export const upload = async (args: {
  house: House
  person: Person | undefined
  sample: Sample
  data?: Record<string, unknown>
  id?: string
}): Promise<{ status: number; doc: Doc; body: Body }> => {
  const { house, person, sample, data = {}, id } = args
  const form = new FormData()
  form.set('file', new Blob([new Uint8Array(sample.data)], { type: sample.mimetype }), sample.name)
  form.set('_payload', JSON.stringify(data))
  const response = await fetch(`${house.api}/media${id ? `/${id}` : ''}`, {
    method: id ? 'PATCH' : 'POST',
    headers: person ? { authorization: `JWT ${person.token}` } : {},
    body: form,
  })
  const body = (await response.json()) as Body
  return { status: response.status, doc: body.doc, body }
}

/**
 * What must hold of files whatever keeps them: at the door of their users, and at the one of signed links.
 */
export const fileDoors = (open: () => Stored): void => {
  const scene = async () => {
    const { house } = open()
    const tenant = await addTenant(house.payload)
    const editor = await addPerson(house, [{ tenant, roles: ['editor'] }])
    const sample = await samples.jpeg(800, 600)
    const { status, doc, body } = await upload({ house, person: editor, sample, data: { tenant } })
    expect(status, JSON.stringify(body)).toBe(201)
    const token = signLink(
      { file: doc.id, tenant },
      new Date(Date.now() + 60_000),
      testEnv.PAYLOAD_SECRET,
    )
    const doors: Record<Door, [url: string, headers: Record<string, string>]> = {
      user: [`${house.api}/media/file/${doc.filename}`, { authorization: `JWT ${editor.token}` }],
      link: [`${house.api}/assist/files/${token}`, {}],
    }
    const ask = (door: Door, headers: Record<string, string> = {}, method = 'GET') =>
      fetch(doors[door][0], { method, headers: { ...doors[door][1], ...headers } })
    return { tenant, editor, sample, doc, ask, house }
  }
  type Door = 'user' | 'link'
  let shared: ReturnType<typeof scene> | undefined
  const sharedScene = () => {
    shared ??= scene()
    return shared
  }

  describe.each<[Door, Record<string, unknown>]>([
    [
      'user',
      {
        'content-disposition': expect.stringMatching(/^inline; /),
        'cache-control': 'private, no-cache, no-transform',
      },
    ],
    [
      'link',
      {
        'content-disposition': expect.stringMatching(/^attachment; /),
        'cache-control': expect.stringMatching(/^private, max-age=(?:60|5\d), no-transform$/),
      },
    ],
  ])('at the door of the %s, a file', (door, headers) => {
    test('is sent whole, byte for byte, with all that a browser wants to know', async () => {
      const { ask, sample, doc } = await sharedScene()
      const response = await ask(door)
      expect(response.status).toBe(200)
      const bytes = Buffer.from(await response.arrayBuffer())
      expect(bytes.equals(sample.data)).toBe(true)
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(doc.sha256)
      expect(Object.fromEntries(response.headers)).toMatchObject({
        ...headers,
        'accept-ranges': 'bytes',
        'content-length': String(sample.size),
        'content-type': 'image/jpeg',
        etag: expect.stringMatching(/^"[\w-]{32}"$/),
        'last-modified': expect.stringMatching(/ GMT$/),
        'x-content-type-options': 'nosniff',
      })
    })

    test.each<[string, number, number]>([
      ['bytes=0-9', 0, 10],
      ['bytes=1000-', 1000, Number.POSITIVE_INFINITY],
      ['bytes=-7', -7, Number.POSITIVE_INFINITY],
      ['bytes=5-99999999', 5, Number.POSITIVE_INFINITY],
    ])('is sent in part: %s', async (range, start, end) => {
      const { ask, sample } = await sharedScene()
      const response = await ask(door, { range })
      const part = sample.data.subarray(start, Math.min(end, sample.size))
      const first = start < 0 ? sample.size + start : start
      expect(response.status).toBe(206)
      expect(Buffer.from(await response.arrayBuffer()).equals(part)).toBe(true)
      expect(response.headers.get('content-length')).toBe(String(part.length))
      expect(response.headers.get('content-range')).toBe(
        `bytes ${first}-${first + part.length - 1}/${sample.size}`,
      )
    })

    test.each(['bytes=99999999-', 'bytes=-0'])('has no such part: %s', async (range) => {
      const { ask, sample } = await sharedScene()
      const response = await ask(door, { range })
      expect([response.status, response.headers.get('content-range')]).toEqual([
        416,
        `bytes */${sample.size}`,
      ])
    })

    test('is sent in part only while it is the same', async () => {
      const { ask, sample } = await sharedScene()
      const etag = (await ask(door, {}, 'HEAD')).headers.get('etag') ?? ''
      const same = await ask(door, { range: 'bytes=3-4', 'if-range': etag })
      expect([same.status, (await same.arrayBuffer()).byteLength]).toEqual([206, 2])
      const other = await ask(door, { range: 'bytes=3-4', 'if-range': '"another"' })
      expect([other.status, (await other.arrayBuffer()).byteLength]).toEqual([200, sample.size])
    })

    test('is described without being sent, and not sent twice', async () => {
      const { ask, sample } = await sharedScene()
      const head = await ask(door, { range: 'bytes=0-9' }, 'HEAD')
      expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([
        200,
        String(sample.size),
        '',
      ])
      const again = await ask(door, { 'if-none-match': head.headers.get('etag') ?? '' })
      expect([again.status, await again.text()]).toEqual([304, ''])
    })
  })

  test('a thumbnail is sent like its picture, and in part', async () => {
    const { doc, editor, house } = await sharedScene()
    const name = doc.sizes.thumbnail.filename
    const headers = { authorization: `JWT ${editor.token}` }
    const whole = await fetch(`${house.api}/media/file/${name}`, { headers })
    const bytes = Buffer.from(await whole.arrayBuffer())
    expect([whole.status, bytes.subarray(0, 3).toString('hex')]).toEqual([200, 'ffd8ff'])
    const part = await fetch(`${house.api}/media/file/${name}`, {
      headers: { ...headers, range: 'bytes=10-19' },
    })
    expect(part.status).toBe(206)
    expect(Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(10, 20))).toBe(true)
  })

  test('only those who may read a client’s files get them, however well they know the name', async () => {
    const { doc, tenant, house } = await sharedScene()
    const { payload } = house
    const other = await addTenant(payload)
    const ways = [
      doc.filename,
      doc.sizes.thumbnail.filename,
      encodeURIComponent(`x/../${doc.filename}`),
    ]
    const askAs = async (person: Person | undefined, method: 'GET' | 'HEAD') => {
      const answers: number[] = []
      for (const name of ways) {
        for (const rest of ['', '?trash=true', `?where[tenant][equals]=${tenant}`]) {
          const response = await fetch(`${house.api}/media/file/${name}${rest}`, {
            method,
            headers: person ? { authorization: `JWT ${person.token}` } : {},
          })
          answers.push(response.status)
        }
      }
      return answers
    }
    const foreign = await addPerson(house, [{ tenant: other, roles: ['manager'] }])
    const agent = await addPerson(house, [{ tenant, roles: ['field-agent'] }])
    for (const person of [foreign, agent, undefined]) {
      for (const method of ['GET', 'HEAD'] as const) {
        for (const status of await askAs(person, method)) expect(status).toBeGreaterThanOrEqual(400)
      }
    }
    const admin = await addPerson(house, [], true)
    expect((await askAs(admin, 'GET'))[0]).toBe(200)
    expect(doc.url).toMatch(/\/api\/media\/file\//)
    const unknown = await call(house, admin, 'GET', '/media/file/nothing.png')
    expectProblem(unknown, 404, 'NOT_FOUND')
  })

  test('two clients upload one name at one time, and each keeps its own', async () => {
    const { house, read } = open()
    const uploads = await Promise.all(
      [400, 500, 600].map(async (width) => {
        const tenant = await addTenant(house.payload)
        const person = await addPerson(house, [{ tenant, roles: ['editor'] }])
        const sample = await samples.jpeg(width, 300)
        const { doc } = await upload({ house, person, sample, data: { tenant } })
        return { doc, sample }
      }),
    )
    for (const { doc, sample } of uploads) {
      expect((await read(doc.filename)).equals(sample.data)).toBe(true)
      expect(doc.filename).toMatch(/^photo-[a-z2-9]{10}\.jpg$/)
    }
  })

  describe('the storage holds what the records name:', () => {
    const changes = async (act: (before: string[]) => Promise<unknown>) => {
      const before = await open().list()
      await act(before)
      const after = await open().list()
      return {
        added: after.filter((name) => !before.includes(name)),
        gone: before.filter((name) => !after.includes(name)),
      }
    }

    test('a file that cannot be used, or of somebody who may not, leaves nothing', async () => {
      const { house, editor, tenant } = await sharedScene()
      const sample = await samples.jpeg(800, 600)
      const broken = { ...sample, data: sample.data.subarray(0, sample.size / 2) }
      const stranger = await addPerson(house, [])
      const tooLong = { tenant, alt: 'x'.repeat(1001) }
      expect(
        await changes(async () => {
          for (const [given, person, data] of [
            [broken, editor, { tenant }],
            [sample, stranger, { tenant }],
            [sample, undefined, { tenant }],
            [sample, editor, tooLong],
          ] as const) {
            const { status } = await upload({ house, person, sample: given, data })
            expect(status).toBeGreaterThanOrEqual(400)
          }
        }),
      ).toEqual({ added: [], gone: [] })
    })

    test('a record that is not written after its file was stored takes it along', async () => {
      const { house, editor, tenant } = await sharedScene()
      const sample = await samples.jpeg(800, 600)
      const db = async (statement: string) => query(house.payload, statement, [])
      await db(
        `create or replace function refuse_media() returns trigger language plpgsql as
         $$ begin raise exception 'no'; end $$`,
      )
      await db(
        'create constraint trigger refuse_media after insert or update on media deferrable initially deferred for each row execute function refuse_media()',
      )
      try {
        // The database refuses it as late as can be: when all is to be made lasting.
        expect(
          await changes(() => upload({ house, person: editor, sample, data: { tenant } })),
        ).toEqual({ added: [], gone: [] })
      } finally {
        await db('drop trigger refuse_media on media')
      }
    })

    test('a file that is replaced goes, with its sizes; where replacing fails it stays', async () => {
      const { house } = open()
      const { editor, doc, sample: first } = await scene()
      const sample = await samples.jpeg(900, 500)
      const failed = await changes(async () => {
        const data = { alt: 'x'.repeat(1001) }
        const { status } = await upload({ house, person: editor, sample, data, id: doc.id })
        expect(status).toBe(400)
      })
      expect(failed).toEqual({ added: [], gone: [] })
      expect((await open().read(doc.filename)).equals(first.data)).toBe(true)
      let next: Doc | undefined
      const replaced = await changes(async () => {
        const answer = await upload({ house, person: editor, sample, id: doc.id })
        expect(answer.status, JSON.stringify(answer.body)).toBe(200)
        next = answer.doc
      })
      expect(next?.sha256).toBe(createHash('sha256').update(sample.data).digest('hex'))
      expect(replaced.added.sort()).toEqual([next?.filename, next?.sizes.thumbnail.filename].sort())
      expect(replaced.gone.sort()).toEqual([doc.filename, doc.sizes.thumbnail.filename].sort())
    })

    test('a record that is removed for good takes its file and its sizes along, and its links end', async () => {
      const { house, editor, doc, ask } = await scene()
      const path = `/media/${doc.id}`
      const binned = await changes(() =>
        call(house, editor, 'PATCH', path, { deletedAt: new Date().toISOString() }),
      )
      expect(binned).toEqual({ added: [], gone: [] })
      expect((await ask('link')).status).toBe(404)
      const removed = await changes(async () => {
        const { status } = await call(house, editor, 'DELETE', `${path}?trash=true`)
        expect(status).toBe(200)
      })
      expect(removed.gone.sort()).toEqual([doc.filename, doc.sizes.thumbnail.filename].sort())
      expect((await ask('link')).status).toBe(404)
      expect((await ask('user')).status).toBe(403)
    })

    test('a file that was lost is said to be missing', async () => {
      const { house, editor, tenant } = await sharedScene()
      const made = (await house.payload.create({
        collection: 'media',
        data: { tenant, alt: '' } as never,
        file: await picture('lost.png'),
      })) as unknown as Doc
      await query(house.payload, 'update media set filename = $2 where id = $1', [
        made.id,
        'elsewhere.png',
      ])
      const answer = await call(house, editor, 'GET', '/media/file/elsewhere.png')
      expectProblem(answer, 404, 'FILE_MISSING')
      await query(house.payload, 'update media set filename = $2 where id = $1', [
        made.id,
        made.filename,
      ])
    })

    test('a file is never fetched from an address that somebody names', async () => {
      const { house, editor, tenant } = await sharedScene()
      const answer = await call(house, editor, 'POST', '/media', {
        ...{ tenant, filename: 'x.png', url: `${house.api}/media/file/x.png` },
      })
      expect([answer.status, answer.body.errors[0].message]).toEqual([
        400,
        'There is no file in this request. Upload one.',
      ])
    })
  })
}
