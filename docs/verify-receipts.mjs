#!/usr/bin/env node
// Checks an export of receipts without Postyard: node verify-receipts.mjs FILE [--previous HASH]
//
// The file has one JSON object in each line: `begin`, then one `link` for each receipt in the order in which they were
// sealed, then `end`. A digest is the SHA-256, in hexadecimal, of canonical JSON (RFC 8785: sorted properties, no blanks):
//   link.facts     of receipt.facts
//   link.personal  of { salt, personal } of the receipt, where nothing personal was erased
//   link.hash      of the link without its hash; `previous` in it is the hash of the link before
// So whoever changes, removes, adds or moves a receipt has to write every later hash anew. Compare the last hash with one
// that you noted before, or the first `previous` (--previous) with the last hash of the file before: then nothing between
// was rewritten, and no end cut off. A link without its receipt stands for one that was not asked for.

import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'

const canonical = (value) => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const names = Object.keys(value).sort()
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`
}

const digest = (value) => createHash('sha256').update(canonical(value)).digest('hex')

const isErased = (personal) => Object.keys(personal).length === 1 && personal.by === 'erased'

/** What is wrong with a receipt, in words; undefined where it is the one that was sealed. */
const checkReceipt = ({ receipt, link }) => {
  const { facts, personal, salt } = receipt
  if (facts.id !== link.receipt) return `is not the receipt of this link (${link.receipt})`
  if (digest(facts) !== link.facts) return 'its facts are not those that were sealed'
  const holds = salt === null ? isErased(personal) : digest({ salt, personal }) === link.personal
  return holds ? undefined : 'its words are neither those that were sealed nor erased'
}

/** What is wrong with a link, in words; undefined where it belongs behind the one before. */
const checkLink = ({ link }, before) => {
  const { hash, ...rest } = link
  if (link.tenant !== before.tenant) return `belongs to another tenant (${link.tenant})`
  if (link.seq !== before.seq + 1) return `link ${before.seq + 1} is missing before it`
  if (digest(rest) !== hash) return 'is not the link that was written'
  if (link.previous !== before.hash) return 'does not belong behind the link before it'
  return undefined
}

const readLine = (text, number) => {
  try {
    return JSON.parse(text)
  } catch {
    throw new Error(`Line ${number} is not JSON.`)
  }
}

async function check(file, previous) {
  let begin
  let end
  let before
  let number = 0
  // An overlap proves continuity just as well as a file that begins where the last one ended.
  let follows = false
  const counts = { links: 0, receipts: 0, erased: 0 }
  for await (const text of createInterface({ input: createReadStream(file) })) {
    number += 1
    if (text.trim() === '') continue
    const line = readLine(text, number)
    if (end) throw new Error(`Line ${number} comes after the end.`)
    if (!begin) {
      if (line.format !== 'postyard-receipts' || line.version !== 1)
        throw new Error('This is no export of receipts that this script knows.')
      begin = line
      before = { tenant: line.tenant, seq: line.first - 1, hash: line.previous }
      follows = !previous || previous === line.previous
    } else if (line.kind === 'end') {
      end = line
    } else {
      const wrong = checkLink(line, before) ?? (line.receipt && checkReceipt(line))
      if (wrong) {
        const { seq, receipt } = line.link
        throw new Error(`Broken at line ${number}, link ${seq}, receipt ${receipt}: ${wrong}.`)
      }
      before = { tenant: line.link.tenant, seq: line.link.seq, hash: line.link.hash }
      if (previous === line.link.hash) follows = true
      counts.links += 1
      if (line.receipt) counts.receipts += 1
      if (line.receipt?.salt === null) counts.erased += 1
    }
  }
  if (
    !begin ||
    !end ||
    end.last !== before.seq ||
    begin.last !== end.last ||
    end.hash !== before.hash
  )
    throw new Error(`The end is missing: the file stops after link ${before?.seq ?? 'none'}.`)
  if (!follows)
    throw new Error(`The file does not go on behind ${previous}, but behind ${begin.previous}.`)
  return { ...counts, tenant: begin.tenant, first: begin.first, last: end.last, hash: end.hash }
}

const [file, option, previous] = process.argv.slice(2)
if (!file || (option && (option !== '--previous' || !previous))) {
  console.error('Say which file: node verify-receipts.mjs FILE [--previous HASH]')
  process.exit(2)
}
try {
  const { receipts, erased, tenant, first, last, hash } = await check(file, previous)
  console.log(`Whole: ${receipts} receipts of tenant ${tenant}, links ${first} to ${last}.`)
  if (erased > 0) console.log(`In ${erased} of them what was personal is erased.`)
  console.log(`Note the last hash, and compare it with the next export: ${hash}`)
} catch (error) {
  console.error(error.message)
  process.exit(1)
}
