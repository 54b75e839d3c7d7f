import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { eraseReceipts, keepSealing, sealReceipts, type verifyReceipts } from 'postyard'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Break } from '../../plugins/distribution/chain/checkLink.ts'
import { exampleExport } from '../../plugins/distribution/chain/operations/exampleExport.ts'
import { outsideColumns, receiptParts } from '../../plugins/distribution/chain/receiptParts.ts'
import { verifyTenant } from '../../plugins/distribution/chain/verifyTenant.ts'
import { deliverDirect } from '../../plugins/distribution/deliver/direct/deliverDirect.ts'
import { system } from '../../plugins/distribution/model/changeState.ts'
import { type Db, poolOf, sql } from '../../plugins/distribution/model/database.ts'
import {
  closeReceipt,
  openReceipt,
  writeReceipts,
} from '../../plugins/distribution/model/receipts.ts'
import { addPerson, addPost, addTenant, call, type Person } from './support/agency.ts'
import { eventually } from './support/eventually.ts'
import { openReceiver } from './support/hostileReceiver.ts'
import { lockTable } from './support/lockTable.ts'
import { type House, openHouse } from './support/openHouse.ts'
import { pastGuards } from './support/pastGuards.ts'
import { plan, query } from './support/scenes.ts'

let house: House
let receiver: Awaited<ReturnType<typeof openReceiver>>
let tenant: string
let manager: Person
let channel: string
let plans: string[]
let deliveries: string[]

const now = () => new Date()

/** A post goes out to a real receiver. */
const publish = async () => {
  const post = await addPost(house.payload, tenant)
  const made = await plan({
    payload: house.payload,
    by: manager,
    post,
    channels: [channel],
    at: new Date(),
  })
  await query(house.payload, `update postyard_deliveries set state = 'queued' where id = $1`, [
    made.delivery,
  ])
  const random = () => 0.5
  await deliverDirect({ payload: house.payload, tenant, id: made.delivery, now, random })
  return made
}

const ask = (statement: string, ...values: unknown[]) => query(house.payload, statement, values)

const rowOf = async (delivery: string) => {
  const [row] = await ask('select * from postyard_deliveries where id = $1', delivery)
  return row as unknown as Parameters<typeof openReceipt>[0]['delivery']
}

/** So many receipts at once, of calls that are over. */
const write = async (count: number) => {
  const delivery = await rowOf(deliveries[0]!)
  await writeReceipts({
    db: poolOf(house.payload),
    receipts: Array.from({ length: count }, (_, index) => ({
      delivery,
      action: 'look' as const,
      by: 'worker-1',
      openedAt: now(),
      closing: { outcome: 'ok' as const, statusCode: 200, meta: { index, b: [null, 1.5], a: 'ä' } },
    })),
  })
}

const verify = (known?: { seq: number; hash: string }) =>
  verifyTenant({ db: poolOf(house.payload), tenant, ...(known ? { known } : {}) })

const seal = () => sealReceipts({ payload: house.payload, now })

beforeAll(async () => {
  house = await openHouse()
  receiver = await openReceiver()
  tenant = await addTenant(house.payload)
  manager = await addPerson(house, [{ tenant, roles: ['manager'] }])
  const made = await house.payload.create({
    collection: 'channels',
    data: { tenant, name: 'Website', kind: 'webhook' } as never,
  })
  channel = String(made.id)
  await call(house, manager, 'POST', `/channels/${channel}/connect-webhook`, {
    url: receiver.url,
    secret: `whsec_${Buffer.alloc(32, 1).toString('base64')}`,
  })
  const published = [await publish(), await publish(), await publish()]
  plans = published.map(({ plan }) => plan)
  deliveries = published.map(({ delivery }) => delivery)
})

afterAll(async () => {
  await receiver?.close()
  await house?.close()
})

test('every column of a receipt is in the chain, or is known to say nothing of what was attempted', async () => {
  const found = await ask(
    `select column_name as name from information_schema.columns where table_name = 'postyard_receipts'`,
  )
  const { facts, personal } = receiptParts
  const known = [...Object.values(facts), ...Object.values(personal)].map(([column]) => column)
  expect(found.map(({ name }) => name).sort()).toEqual([...known, ...outsideColumns].sort())
})

const countClosed = async (): Promise<number> => {
  const [found] = await ask(
    'select count(*)::int as count from postyard_receipts where tenant_id = $1 and closed_at is not null',
    tenant,
  )
  return found!.count
}

test('what real deliveries leave is linked once it is closed, and holds', async () => {
  const open = await openReceipt({
    db: poolOf(house.payload),
    delivery: await rowOf(deliveries[0]!),
    action: 'fire',
    by: 'worker-1',
  })
  await seal()
  const closed = await countClosed()
  expect(closed).toBeGreaterThanOrEqual(deliveries.length)
  expect(await verify()).toMatchObject({ links: closed, waiting: 0, broken: null })
  await closeReceipt({ db: poolOf(house.payload), tenant, id: open, outcome: 'ok' })
  expect(await verify()).toMatchObject({ links: closed, waiting: 1, broken: null })
  expect(await seal()).toBe(1)
  expect(await seal()).toBe(0)
  expect(await verify()).toMatchObject({ links: closed + 1, head: { seq: closed + 1 } })
})

test('many who seal at once make one chain', async () => {
  const before = await verify()
  await write(520)
  const sealed = await Promise.all(Array.from({ length: 6 }, seal))
  const more = await seal()
  expect(sealed.reduce((sum, count) => sum + count, more)).toBe(520)
  expect(await verify()).toMatchObject({ links: before.links + 520, waiting: 0, broken: null })
})

test.each(['postyard_receipt_links', 'postyard_unsealed_receipts', 'postyard_receipt_heads'])(
  'a crash at the write to %s leaves the chain as it was, and the receipt waiting',
  async (table) => {
    const before = await verify()
    await ask(`
    create or replace function crash() returns trigger language plpgsql as $$
    begin raise exception 'the process died'; end $$`)
    await write(1)
    await ask(
      `create trigger crash before insert or update or delete on ${table} for each row execute function crash()`,
    )
    await expect(seal()).rejects.toThrow()
    await ask(`drop trigger crash on ${table}`)
    expect(await verify()).toEqual({ ...before, waiting: 1 })
    expect(await seal()).toBe(1)
    expect(await verify()).toMatchObject({ links: before.links + 1, broken: null })
  },
)

test('a worker links what was closed by itself, and leaves nothing when it stops', async () => {
  await write(1)
  const sealing = keepSealing({ payload: house.payload })
  await eventually(verify, ({ waiting }) => waiting === 0)
  await write(1)
  await sealing.stop()
  expect(await verify()).toMatchObject({ waiting: 0, broken: null })
})

test.each([
  `update postyard_receipts set outcome = 'refused' where tenant_id = $1`,
  `update postyard_receipts set raw_meta = null where tenant_id = $1`,
  `update postyard_receipts set erased_at = now(), by = 'erased', error_message = null, external_url = null,
     raw_meta = null, status_code = 500 where tenant_id = $1`,
  'delete from postyard_receipts where tenant_id = $1',
  'update postyard_receipt_links set facts = personal where tenant = $1',
  'delete from postyard_receipt_links where tenant = $1',
  'update postyard_receipt_heads set seq = seq - 1 where tenant = $1',
  'delete from postyard_receipt_heads where tenant = $1',
])('the database refuses: %s', async (statement) => {
  await expect(ask(statement, tenant)).rejects.toThrow(/append-only|never changes/)
})

test('nobody empties the tables at a stroke either', async () => {
  for (const table of ['postyard_receipts', 'postyard_receipt_links', 'postyard_receipt_heads'])
    await expect(ask(`truncate ${table} cascade`)).rejects.toThrow('append-only')
})

/** What is found after somebody has been at the tables past all guards; then all is as it was. */
const tamper = async (statements: string[], known?: { seq: number; hash: string }) => {
  const undone = new Error('undone')
  let broken: Break | null = null
  await pastGuards(house.payload, async (db: Db) => {
    for (const statement of statements)
      await db.execute(sql.raw(statement.replaceAll('$tenant', `'${tenant}'`)))
    ;({ broken } = await verifyTenant({ db, tenant, ...(known ? { known } : {}) }))
    throw undone
  }).catch((error: unknown) => {
    if (error !== undone) throw error
  })
  return broken as Break | null
}

const receiptOf = (seq: number) =>
  `(select receipt::uuid from postyard_receipt_links where tenant = $tenant and seq = ${seq})`
const link = (seq: number) => `tenant = $tenant and seq = ${seq}`

/** Behind the last link. */
const behind = 'behind the end'

test.each<[what: string, code: Break['code'], seq: number | typeof behind, statements: string[]]>([
  [
    'a fact of a receipt is changed',
    ...(['FACTS_CHANGED', 2] as const),
    [`update postyard_receipts set outcome = 'refused' where id = ${receiptOf(2)}`],
  ],
  [
    'a fact is taken away',
    ...(['FACTS_CHANGED', 2] as const),
    [`update postyard_receipts set status_code = null where id = ${receiptOf(2)}`],
  ],
  [
    'the words of a receipt are changed',
    ...(['PERSONAL_CHANGED', 3] as const),
    [
      `update postyard_receipts set external_url = 'https://elsewhere.example' where id = ${receiptOf(3)}`,
    ],
  ],
  [
    'a receipt is removed',
    ...(['RECEIPT_MISSING', 2] as const),
    [`delete from postyard_receipts where id = ${receiptOf(2)}`],
  ],
  [
    'a link is removed',
    ...(['LINK_MISSING', 2] as const),
    [`delete from postyard_receipt_links where ${link(2)}`],
  ],
  [
    'a link is changed with its receipt',
    ...(['LINK_CHANGED', 2] as const),
    [`update postyard_receipt_links set facts = repeat('0', 64) where ${link(2)}`],
  ],
  [
    'a link is removed and the others close ranks',
    ...(['LINK_CHANGED', 2] as const),
    [
      `delete from postyard_receipt_links where ${link(2)}`,
      `update postyard_receipt_links set seq = 2 where ${link(3)}`,
    ],
  ],
  [
    'two links change places',
    ...(['LINK_CHANGED', 2] as const),
    [
      `update postyard_receipt_links set seq = -2 where ${link(2)}`,
      `update postyard_receipt_links set seq = 2 where ${link(3)}`,
      `update postyard_receipt_links set seq = 3 where tenant = $tenant and seq = -2`,
    ],
  ],
  [
    'the end is cut off',
    ...(['END_MISSING', 501] as const),
    [`delete from postyard_receipt_links where tenant = $tenant and seq > 500`],
  ],
  [
    'a receipt is put in past the guards',
    ...(['NOT_IN_CHAIN', behind] as const),
    [
      `insert into postyard_receipts (tenant_id, delivery_id, plan_id, channel_id, attempt, fence, action, by, opened_at, closed_at)
       select tenant_id, delivery_id, plan_id, channel_id, attempt, fence, action, by, opened_at, closed_at
       from postyard_receipts where id = ${receiptOf(1)}`,
    ],
  ],
  [
    'a receipt is removed before it is linked',
    ...(['RECEIPT_MISSING', behind] as const),
    [`insert into postyard_unsealed_receipts values ($tenant, gen_random_uuid()::text)`],
  ],
])('it is named when %s', async (_, code, seq, statements) => {
  const { links } = await verify()
  const expected = seq === behind ? links + 1 : seq
  expect(await tamper(statements)).toMatchObject({ code, seq: expected })
})

test('an end that was cut off with all that records it shows by the link that was noted before', async () => {
  const { head } = await verify()
  const cut = [
    `delete from postyard_receipts where id in (select receipt::uuid from postyard_receipt_links where tenant = $tenant and seq > 500)`,
    `delete from postyard_receipt_links where tenant = $tenant and seq > 500`,
    `update postyard_receipt_heads set (seq, hash) = (select seq, hash from postyard_receipt_links where ${link(500)}) where tenant = $tenant`,
  ]
  expect(await tamper(cut)).toBeNull()
  expect(await tamper(cut, head!)).toMatchObject({ code: 'END_MISSING', seq: 501 })
  expect(await tamper([], { ...head!, hash: '0'.repeat(64) })).toMatchObject({
    code: 'HEAD_DIFFERS',
  })
})

test('what is personal can be erased; the chain holds, and nothing can take its place', async () => {
  const [receipt] = await ask(
    'select id from postyard_receipts where delivery_id = $1',
    deliveries[1],
  )
  const ids = [receipt!.id]
  expect(await eraseReceipts({ payload: house.payload, tenant, ids, actor: system, now })).toEqual(
    ids,
  )
  expect(await eraseReceipts({ payload: house.payload, tenant, ids, actor: system, now })).toEqual(
    [],
  )
  const [left] = await ask('select * from postyard_receipts where id = $1', receipt!.id)
  expect(left).toMatchObject({ by: 'erased', external_url: null, raw_meta: null, outcome: 'ok' })
  expect(left!.erased_at).not.toBeNull()
  expect(await verify()).toMatchObject({ erased: 1, broken: null })
  const path = `/tenants/${tenant}/receipts/erase`
  const [again, other] = await Promise.all(
    [ids, [tenant]].map((receipts) => call(house, manager, 'POST', path, { receipts })),
  )
  expect(again).toMatchObject({ status: 200, body: { erased: [] } })
  expect(other!.status).toBe(404)
  const put = `update postyard_receipts set by = 'somebody else' where id = '${receipt!.id}'`
  await expect(ask(put)).rejects.toThrow('never changes')
  expect(await tamper([put])).toMatchObject({ code: 'PERSONAL_CHANGED', receipt: receipt!.id })
})

test('one that is being linked is erased, though somebody else is at it', async () => {
  const { delivery } = await publish()
  const [receipt] = await ask('select id from postyard_receipts where delivery_id = $1', delivery)
  const links = await lockTable(house.payload, 'postyard_receipt_links')
  const sealing = sealReceipts({ payload: house.payload, tenant, now })
  await links.waiters(1)
  const erasing = eraseReceipts({
    ...{ payload: house.payload, tenant, ids: [receipt!.id], actor: system, now },
  })
  await links.waiters(2)
  await links.release()
  await sealing
  expect(await erasing).toEqual([receipt!.id])
})

test('what is erased while it is checked is no tampering', async () => {
  const { delivery } = await publish()
  await sealReceipts({ payload: house.payload, tenant, now })
  const [receipt] = await ask('select id from postyard_receipts where delivery_id = $1', delivery)
  const pool = poolOf(house.payload)
  let reads = 0
  const interrupted: Db = {
    execute: async (statement) => {
      const found = await pool.execute(statement)
      // Behind the links, before their receipts.
      if ((found.rows[0] as { salt?: unknown } | undefined)?.salt !== undefined) {
        reads += 1
        await eraseReceipts({
          ...{ payload: house.payload, tenant, ids: [receipt!.id], actor: system, now },
        })
      }
      return found
    },
  }
  expect((await verifyTenant({ db: interrupted, tenant })).broken).toBeNull()
  expect(reads).toBeGreaterThan(0)
})

const script = resolve(import.meta.dirname, '../../docs/verify-receipts.mjs')

const run = async (args: string[], env: NodeJS.ProcessEnv = process.env) => {
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const [out, err, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ])
  return { code, out, err }
}

const fileOf = (name: string) => join(process.env.DATA_DIR!, name)

const checkFile = (content: string, ...more: string[]) => {
  const file = fileOf(`${Math.random()}.ndjson`)
  writeFileSync(file, content)
  return run([script, file, ...more])
}

const download = async (query = '') => {
  const headers = { authorization: `JWT ${manager.token}` }
  const response = await fetch(`${house.api}/export/receipts/${tenant}${query}`, { headers })
  return response.text()
}

test('a client checks an export alone, and one changed byte is named', async () => {
  const whole = await download()
  const lines = whole.trim().split('\n')
  const { links, head } = await verify()
  expect(lines).toHaveLength(links + 2)
  const ofPlan = await download(`?plan=${plans[2]}`)
  const changed = lines.with(2, lines[2]!.replace('"outcome":"ok"', '"outcome":"no"'))
  const [checked, planned, broken, cut, example] = await Promise.all([
    checkFile(whole),
    checkFile(ofPlan),
    checkFile(changed.join('\n')),
    checkFile(lines.slice(0, -2).join('\n')),
    checkFile(exampleExport.output.lines.map((line) => JSON.stringify(line)).join('\n')),
  ])
  const { link: second } = JSON.parse(lines[2]!)
  expect(checked).toMatchObject({ code: 0, err: '' })
  expect(checked.out).toContain(`${links} receipts of tenant ${tenant}, links 1 to ${links}`)
  expect(checked.out).toContain(head!.hash)
  expect(planned.out).toMatch(/^Whole: 1 receipts/)
  expect(ofPlan).not.toContain(deliveries[0])
  expect(broken).toMatchObject({ code: 1, out: '' })
  expect(broken.err).toContain(`link 2, receipt ${second.receipt}: its facts are not those`)
  expect(cut).toMatchObject({ code: 1, err: expect.stringContaining('The end is missing') })
  expect(example.code, example.err).toBe(0)
})

test('pages of the operation are the same file', async () => {
  const pages: unknown[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const more: string = cursor && `&cursor=${cursor}`
    const path: string = `/tenants/${tenant}/receipts/export?limit=500${more}`
    const { body } = await call(house, manager, 'GET', path)
    pages.push(...body.lines)
    cursor = body.next
  }
  expect(pages.map((line) => `${JSON.stringify(line)}\n`).join('')).toBe(await download())
})

test('the command names a receipt that was changed by SQL, and keeps the ends that hold', async () => {
  const other = await addTenant(house.payload)
  await pastGuards(house.payload, (db) =>
    db.execute(
      sql`update postyard_receipts set status_code = 201 where delivery_id = ${deliveries[2]}`,
    ),
  )
  const heads = fileOf('heads.json')
  const { code, out, err } = await run(
    [resolve('.build/verifyReceipts.mjs'), '--json', '--heads', heads],
    { ...process.env, NODE_ENV: 'production' },
  )
  expect({ code, err }).toMatchObject({ code: 1, err: expect.stringContaining('FACTS_CHANGED') })
  const { verdicts } = JSON.parse(out.trim().split('\n').at(-1)!) as Awaited<
    ReturnType<typeof verifyReceipts>
  >
  expect(verdicts.find((one) => one.tenant === other)).toMatchObject({ links: 0, broken: null })
  expect(verdicts.find((one) => one.tenant === tenant)?.broken).toMatchObject({
    ...{ code: 'FACTS_CHANGED', seq: 3 },
  })
  expect(JSON.parse(readFileSync(heads, 'utf8'))).toEqual({})
})
