import sharp from 'sharp'
import { expect, test } from 'vitest'
import { isPublicAddress } from './routes/fetchPublic.ts'
import { maxBytesOf, sniffType } from './rules/sniffType.ts'
import { openTestSandbox, otherKey, postBody } from './testing/openTestSandbox.ts'

const png = () =>
  sharp({ create: { width: 6, height: 4, channels: 3, background: '#c33' } })
    .png()
    .toBuffer()

function formOf(bytes: Uint8Array, field = 'file', name = 'a.txt') {
  const form = new FormData()
  form.append(field, new Blob([new Uint8Array(bytes)]), name)
  return form
}

const ascii = (text: string) => Buffer.from(text.padEnd(40, '\0'), 'latin1')

test('a file comes back under the path that was told, with the type of its bytes', async () => {
  const { api, url, send } = await openTestSandbox()
  const bytes = await png()
  const { status, json } = await api('POST', '/upload', { body: formOf(bytes, 'file', 'x.mp4') })
  expect(status).toBe(201)
  expect(json).toEqual({
    id: expect.stringMatching(/^[\da-f-]{36}$/),
    name: expect.stringMatching(/^[\da-f]{32}\.png$/),
    originalName: null,
    path: expect.stringMatching(/\/uploads\/\d{4}\/\d\d\/\d\d\/[\da-f]{32}\.png$/),
    thumbnail: null,
    alt: null,
  })
  expect(json.path.startsWith(url)).toBe(true)
  const file = await fetch(json.path)
  expect(file.headers.get('content-type')).toBe('image/png')
  expect(Buffer.from(await file.arrayBuffer()).equals(bytes)).toBe(true)
  const part = await fetch(json.path, { headers: { range: 'bytes=1-3' } })
  expect([part.status, await part.text()]).toEqual([206, 'PNG'])
  expect((await send('GET', `${json.path}x`)).status).toBe(404)
})

test('the public address is the base of media paths', async () => {
  const { api } = await openTestSandbox({ publicUrl: 'http://postiz:4007/' })
  const { json } = await api('POST', '/upload', { body: formOf(await png()) })
  expect(json.path).toMatch(/^http:\/\/postiz:4007\/uploads\//)
})

test('an upload is not counted, and needs a key', async () => {
  const { api } = await openTestSandbox()
  const counted = await api('POST', '/upload', { body: formOf(await png()) })
  expect(counted.headers.has('x-ratelimit-limit')).toBe(false)
  const refused = await api('POST', '/upload', { body: formOf(await png()), key: null })
  expect(refused.status).toBe(401)
})

test.each([
  ['no file at all', () => new FormData(), { msg: 'No file provided.' }],
  [
    'a field of another name',
    async () => formOf(await png(), 'image'),
    { message: 'Unexpected field', error: 'Bad Request', statusCode: 400 },
  ],
  ['text', () => formOf(ascii('hello'), 'file', 'a.png'), { msg: 'Unsupported file type.' }],
  ['a QuickTime film', () => formOf(ascii('\0\0\0 ftypqt  ')), { msg: 'Unsupported file type.' }],
  ['an SVG', () => formOf(ascii('<svg xmlns=""/>')), { msg: 'Unsupported file type.' }],
  [
    'an image above 10 MB',
    async () => formOf(Buffer.concat([await png(), Buffer.alloc(10 * 1024 ** 2)])),
    { msg: expect.stringMatching(/maximum allowed size of 10485760 bytes/) },
  ],
  ['JSON', () => ({ file: 'a' }), { msg: 'No file provided.' }],
])('%s is a 400', async (_, body, answer) => {
  const { api } = await openTestSandbox()
  const { status, json } = await api('POST', '/upload', { body: await body() })
  expect([status, json]).toEqual([400, answer])
})

test.each([
  ['jpg', ascii('\xff\xd8\xff\xe0')],
  ['png', ascii('\x89PNG\r\n\x1a\n')],
  ['gif', ascii('GIF89a')],
  ['webp', ascii('RIFF\0\0\0\0WEBP')],
  ['avif', ascii('\0\0\0 ftypavif')],
  ['bmp', ascii('BM')],
  ['tiff', ascii('II*\0')],
  ['mp4', ascii('\0\0\0 ftypisom')],
])('%s is known by its bytes and may be uploaded', async (extension, bytes) => {
  const { api } = await openTestSandbox()
  expect(sniffType(bytes)?.extension).toBe(extension)
  const { status, json } = await api('POST', '/upload', { body: formOf(bytes) })
  expect([status, json.path.endsWith(`.${extension}`)]).toEqual([201, true])
})

test.each([
  ['avif', ascii('\0\0\0 ftypavif')],
  ['bmp', ascii('BM')],
  ['tiff', ascii('MM\0*')],
])('%s can be uploaded, but not posted', async (_, bytes) => {
  const { api } = await openTestSandbox()
  const { json } = await api('POST', '/upload', { body: formOf(bytes) })
  const image = [{ id: json.id, path: json.path }]
  const refused = await api('POST', '/posts', { body: postBody({ image }) })
  expect(refused.status).toBe(400)
  expect(refused.json.message[0]).toMatch(/^posts\.0\.value\.0\.image\.0\.path must have/)
})

test('an image may have 10 MB, a video 1 GB', () => {
  expect(maxBytesOf({ mime: 'image/png', extension: 'png' })).toBe(10_485_760)
  expect(maxBytesOf({ mime: 'video/mp4', extension: 'mp4' })).toBe(1_073_741_824)
})

test.each([
  'http://93.184.216.34/a.png',
  'https://127.0.0.1/a.png',
  'https://localhost/a.png',
  'https://10.1.2.3/a.png',
  'https://192.168.0.4/a.png',
  'https://169.254.169.254/a.png',
  'https://[::1]/a.png',
  'https://[::ffff:127.0.0.1]/a.png',
  'https://[fd00::1]/a.png',
])('%s cannot be fetched', async (url) => {
  const { api } = await openTestSandbox()
  const { status, json } = await api('POST', '/upload-from-url', { body: { url } })
  expect([status, json]).toEqual([400, { msg: 'Failed to fetch URL' }])
})

test.each([{ url: 7 }, {}, { url: 'https://a.example/a.PNG' }, { url: 'https://a.example/a' }])(
  'the body %j is refused with a list',
  async (body) => {
    const { api } = await openTestSandbox()
    const { status, json } = await api('POST', '/upload-from-url', { body })
    expect([status, json.message]).toEqual([400, [expect.stringMatching(/^url must/)]])
  },
)

test('a public picture is fetched and stored', async () => {
  const asked: string[] = []
  const bytes = await png()
  const { api } = await openTestSandbox({
    fetchPublic: async (url) => {
      asked.push(url)
      return bytes
    },
  })
  const url = 'https://cdn.example/a.jpeg?v=2'
  const { status, json } = await api('POST', '/upload-from-url', { body: { url }, key: otherKey })
  expect([status, json.path.endsWith('.png'), asked]).toEqual([201, true, [url]])
})

test.each([
  ['8.8.8.8', true],
  ['2606:4700::1111', true],
  ['100.64.0.1', false],
  ['172.31.255.255', false],
  ['::ffff:10.0.0.1', false],
  ['fe80::1', false],
  ['not an address', false],
])('%s is public: %s', (address, expected) => {
  expect(isPublicAddress(address)).toBe(expected)
})
