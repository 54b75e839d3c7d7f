import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { listPackages } from './listPackages.ts'

const folder = mkdtempSync(join(tmpdir(), 'postyard-imports-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const write = (name: string, text: string) => {
  mkdirSync(join(folder, name, '..'), { recursive: true })
  writeFileSync(join(folder, name), text)
}

test('finds every package that sources import or load, and none that only their tests need', () => {
  write(
    'room/one.ts',
    `import { readFile } from 'node:fs/promises'
import type { Credential } from 'firebase-admin/app'
import {
  first,
  type Second,
} from '@payloadcms/ui'
export { other } from './other.ts'
export * from 'graphql'
import 'side-effect/style.css'
const text = Buffer.from('axios')
// What comes from 'nowhere' does not count.`,
  )
  write(
    'room/two.tsx',
    `const load = () => import('sharp')
export const font = resolve('@fontsource/inter/unicode.json')
export type Kind = 'vitest' | 'other'`,
  )
  write('room/one.test.ts', `import { test } from 'vitest'`)
  write('room/testing/listen.ts', `import { fc } from 'fast-check'`)
  expect(listPackages({ folder, known: ['@fontsource/inter', 'vitest'] })).toEqual([
    '@fontsource/inter',
    '@payloadcms/ui',
    'firebase-admin',
    'graphql',
    'sharp',
    'side-effect',
  ])
})
