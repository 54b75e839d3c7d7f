import { expect, test } from 'vitest'
import { makeManifest } from './makeManifest.ts'

const root = {
  name: 'postyard',
  version: '1.2.3',
  license: 'MIT',
  dependencies: {
    '@ffmpeg-installer/ffmpeg': '1.1.0',
    '@payloadcms/drizzle': '3.90.1',
    axios: '1.21.1',
    next: '16.4.6',
    payload: '3.90.1',
    pg: '8.20.0',
  },
  devDependencies: { vitest: '5.1.1' },
}
const paths: Record<string, [string]> = {
  '@payload-config': ['./payload.config.ts'],
  postyard: ['./plugins/distribution/index.ts'],
  'postyard/client': ['./plugins/distribution/admin/client.ts'],
}

test('what the plugins import comes along as it was tested, what is the application’s is asked of it', () => {
  const imported = [
    '@ffmpeg-installer/ffmpeg',
    '@payloadcms/drizzle',
    'axios',
    'payload',
    'postyard',
  ]
  expect(makeManifest({ root, paths, imported })).toMatchObject({
    name: 'postyard',
    version: '1.2.3',
    type: 'module',
    dependencies: { axios: '1.21.1' },
    peerDependencies: {
      '@ffmpeg-installer/ffmpeg': '^1.1.0',
      '@payloadcms/drizzle': '^3.90.1',
      payload: '^3.90.1',
    },
    peerDependenciesMeta: {
      '@ffmpeg-installer/ffmpeg': { optional: true },
      '@payloadcms/drizzle': { optional: true },
    },
    exports: {
      '.': { types: './distribution/index.d.ts', default: './distribution/index.js' },
      './client': {
        types: './distribution/admin/client.d.ts',
        default: './distribution/admin/client.js',
      },
    },
  })
})

test('nothing of the host application comes along', () => {
  const { dependencies, exports } = makeManifest({ root, paths, imported: ['axios'] })
  expect(dependencies).toEqual({ axios: '1.21.1' })
  expect(Object.keys(exports)).toEqual(['.', './client', './package.json'])
})

test('an import that only development has is refused by name', () => {
  const make = () => makeManifest({ root, paths, imported: ['axios', 'vitest', 'unheard-of'] })
  expect(make).toThrow(/vitest and unheard-of.*"dependencies"/)
})
