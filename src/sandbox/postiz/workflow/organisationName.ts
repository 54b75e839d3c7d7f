import type { Store } from '../store/openStore.ts'

export function organisationName(store: Store, id: number): string | null {
  const found = store.get<{ name: string }>('select name from organisations where id = :id', { id })
  return found?.name ?? null
}
