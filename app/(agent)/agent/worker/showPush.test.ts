import { expect, test } from 'vitest'
import { openStore, type Store } from '../shell/store.ts'
import type { Scope } from './scope.ts'
import { showPush } from './showPush.ts'

const start = () => {
  const shown: string[] = []
  const scope = {
    navigator: { languages: ['pt-PT'] },
    registration: { showNotification: async (title: string) => void shown.push(title) },
    clients: { matchAll: async () => [] },
  }
  return { scope: scope as unknown as Scope, shown }
}

test('a push is shown in the language of the phone', async () => {
  const { scope, shown } = start()
  await showPush({ scope, store: openStore({ factory: undefined }), data: null })
  expect(shown).toEqual(['Hora de publicar'])
})

test('a push is shown also where the phone cannot read what it has kept', async () => {
  const { scope, shown } = start()
  const get: Store['get'] = () => Promise.reject(new DOMException('Lost.', 'UnknownError'))
  await showPush({ scope, store: { ...openStore({ factory: undefined }), get }, data: null })
  expect(shown).toEqual(['Hora de publicar'])
})
