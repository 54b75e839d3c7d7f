import { expect, test } from 'vitest'
import { openTestSandbox, postBody } from './testing/openTestSandbox.ts'

test('the empty page teaches, and links to the panel', async () => {
  const { url, send } = await openTestSandbox({ panelUrl: 'http://127.0.0.1:3000/admin' })
  for (const path of ['/', '/sandbox']) {
    const { text, headers } = await send('GET', `${url}${path}`)
    expect(text).toContain('Nothing is published yet')
    expect(text).toContain('href="http://127.0.0.1:3000/admin"')
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
  }
})

test('a card shows channel, text, media, due and gone, and what is in it cannot break out', async () => {
  const { api, url, send, waitForPublications } = await openTestSandbox()
  const form = new FormData()
  form.append('file', new Blob(['GIF89a']), 'a.gif')
  const media = (await api('POST', '/upload', { body: form })).json
  const content = '<p>&lt;img src=x onerror=alert(1)&gt; #sea</p>'
  const image = [{ id: media.id, path: media.path, alt: 'The "sea"' }]
  await api('POST', '/posts', { body: postBody({ content, image }) })
  const [publication] = (await waitForPublications(1)).publications
  const { text } = await send('GET', `${url}/`)
  expect(text).toContain('Marina Blue')
  expect(text).toContain('&lt;img src=x onerror=alert(1)&gt; <span class="tag">#sea</span>')
  expect(text).not.toContain('<img src=x')
  expect(text).toContain(`<img src="${new URL(media.path).pathname}" alt="The &quot;sea&quot;"`)
  expect(text).toContain(`datetime="${publication!.publishDate}"`)
  expect(text).toContain(`datetime="${publication!.publishedAt}"`)
  expect(text).toContain('none twice')
})

test('what went out twice is said first', async () => {
  const { api, url, send, waitForPublications } = await openTestSandbox()
  const { json } = await api('POST', '/posts', { body: postBody() })
  await waitForPublications(1)
  await api('PUT', `/posts/${json[0].postId}/status`, { body: { status: 'schedule' } })
  await waitForPublications(2)
  const { text } = await send('GET', `${url}/`)
  expect(text).toContain('1 post went out more than once.')
  expect(text).toContain('Published 2 times')
})

test('the page can be narrowed to an organisation or a channel', async () => {
  const { api, url, send, waitForPublications } = await openTestSandbox()
  await api('POST', '/posts', { body: postBody({ content: '<p>blue words</p>' }) })
  const toot = postBody({ integration: 'mastodon', content: '<p>toot words</p>' })
  await api('POST', '/posts', { body: toot })
  await waitForPublications(2)
  const narrowed = (await send('GET', `${url}/sandbox?integration=mastodon`)).text
  expect(narrowed).toContain('<p>toot words</p>')
  expect(narrowed).not.toContain('<p>blue words</p>')
  const other = (await send('GET', `${url}/sandbox?organisation=Crayon`)).text
  expect(other).not.toContain('class="card"')
})

test('the address of a publication shows it', async () => {
  const { api, send, url, waitForPublications } = await openTestSandbox()
  await api('POST', '/posts', { body: postBody() })
  const [publication] = (await waitForPublications(1)).publications
  const { text } = await send('GET', publication!.releaseURL)
  expect(text).toContain('The post you looked for')
  expect(text.match(/id="p1"/g)).toHaveLength(1)
  expect((await send('GET', `${url}/live/x/00`)).text).toContain('not here any more')
})

test('coming, failed, faults and channels are shown, and no key', async () => {
  const { api, url, send, setFaults, waitForState } = await openTestSandbox()
  const inAnHour = new Date(Date.now() + 3_600_000).toISOString()
  await api('POST', '/posts', { body: postBody({ date: inAnHour, content: '<p>later</p>' }) })
  const { json } = await api('POST', '/posts', { body: postBody({ integration: 'off' }) })
  await waitForState(json[0].postId, 'ERROR')
  await setFaults([
    { kind: 'slow', probability: 0.2 },
    { kind: '500', match: { path: '/groups' } },
  ])
  const { text } = await send('GET', `${url}/`)
  expect(text).toContain('○ queued')
  expect(text).toContain('■ Channel disabled')
  expect(text).toMatch(/id="fault-slow"[^>]*\s+aria-checked="true"/)
  expect(text).toMatch(/id="fault-500"[^>]*\s+aria-checked="false"/)
  expect(text).toContain('<b>500</b> on /groups')
  expect(text).not.toContain('key-of-marina')
})

test('nothing is loaded from elsewhere', async () => {
  const { api, url, send, waitForPublications } = await openTestSandbox()
  const image = [{ id: 'a', path: 'https://cdn.example/a.png' }]
  await api('POST', '/posts', { body: postBody({ image }) })
  await waitForPublications(1)
  const { text } = await send('GET', `${url}/`)
  const loaded = [...text.matchAll(/(?:src|poster)="([^"]+)"|<link[^>]*href="([^"]+)"/g)]
  expect(loaded.length).toBeGreaterThan(5)
  for (const [, src, href] of loaded) expect(src ?? href).toMatch(/^(?:\/(?!\/)|data:)/)
  expect(text).toContain('is stored elsewhere')
  for (const [, path] of text.matchAll(/(?:src|href)="(\/sandbox\/client\/[^"]+)"/g)) {
    const asset = await send('GET', `${url}${path}`)
    expect([path, asset.status, asset.text.length > 100]).toEqual([path, 200, true])
    expect(asset.text).not.toMatch(/https?:\/\//)
  }
  expect((await send('GET', `${url}/sandbox/client/nope.css`)).status).toBe(404)
})
