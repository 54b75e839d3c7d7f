import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { rootDir } from '../../src/server/env.ts'
import { listPackages } from '../../src/server/package/listPackages.ts'

test('the plugins import nothing that stands under devDependencies only', () => {
  const { name, dependencies, devDependencies } = JSON.parse(
    readFileSync(join(rootDir, 'package.json'), 'utf8'),
  )
  const known = Object.keys({ ...dependencies, ...devDependencies })
  const imported = listPackages({ folder: join(rootDir, 'plugins'), known })
  expect(imported).toContain('payload')
  const missing = imported.filter((one) => one !== name && !dependencies[one])
  expect(missing).toEqual([])
})
