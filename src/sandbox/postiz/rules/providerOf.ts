import type { PostizKind } from '../options.ts'
import { newerX, type Provider, providers } from './providers.ts'

type Args = { identifier: string; kind: PostizKind }

export function providerOf({ identifier, kind }: Args): Provider {
  return identifier === 'x' && kind === 'newer' ? newerX : providers[identifier]!
}
