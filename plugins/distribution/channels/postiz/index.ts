import type { StagedChannel } from '../adapter.ts'
import { check } from './check.ts'
import { composeText } from './composeText.ts'
import type { PostizConnection } from './connection.ts'
import { findByReference } from './findByReference.ts'
import { fire } from './fire.ts'
import { look } from './look.ts'
import { lookMany } from './lookMany.ts'
import { stage } from './stage.ts'
import { withdraw } from './withdraw.ts'

/** Channels that are reached through Postiz: staged ahead as drafts, switched on at their second, looked up. */
export const postizChannel: StagedChannel<PostizConnection> = {
  stage,
  fire,
  look,
  lookMany,
  findByReference,
  withdraw,
  check,
  preview: (args) => composeText(args).preview,
}

export { createPostizClient, type PostizClient } from './client.ts'
export type { PostizConnection, RemoteFile, UploadMemory } from './connection.ts'
export { type ChannelListing, type ListedChannel, listChannels } from './listChannels.ts'
export { type RateLimit, readRateLimit } from './readRateLimit.ts'
export type { ChannelRules } from './rules/rule.ts'
export { channelRules, findRules } from './rules.ts'
export { type TriedConnection, tryConnection } from './tryConnection.ts'
