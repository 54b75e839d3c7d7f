import type { StagedChannel } from '../adapter.ts'
import type { PostizConnection } from './api/connection.ts'
import { check } from './check/check.ts'
import { chooseConversion } from './check/chooseConversion.ts'
import { discard } from './drafts/discard.ts'
import { findByReference } from './drafts/findByReference.ts'
import { fire } from './drafts/fire.ts'
import { listDrafts } from './drafts/listDrafts.ts'
import { look } from './drafts/look.ts'
import { lookMany } from './drafts/lookMany.ts'
import { type PreparedPostizPost, prepare } from './drafts/prepare.ts'
import { stage } from './drafts/stage.ts'
import { stageMany } from './drafts/stageMany.ts'
import { withdraw } from './drafts/withdraw.ts'
import { composeText } from './text/composeText.ts'

/** Channels that are reached through Postiz: staged ahead as drafts, switched on at their second, looked up. */
export const postizChannel: StagedChannel<PostizConnection, PreparedPostizPost> = {
  prepare,
  stageMany,
  stage,
  fire,
  look,
  lookMany,
  findByReference,
  listDrafts,
  discard,
  withdraw,
  check,
  chooseConversion,
  preview: (args) => composeText(args).preview,
}

export { type FetchedFigures, type Figure, fetchFigures } from './accounts/fetchFigures.ts'
export { type ChannelListing, type ListedChannel, listChannels } from './accounts/listChannels.ts'
export { readToolAnswer, type ToolAnswer, type ToolOption } from './accounts/readToolAnswer.ts'
export { type TriedConnection, tryConnection } from './accounts/tryConnection.ts'
export type { RemoteSettings } from './api/answers.ts'
export { createPostizClient, type PostizClient } from './api/client.ts'
export type {
  PostizConnection,
  RemoteFile,
  RequestBudget,
  Ticket,
  UploadMemory,
} from './api/connection.ts'
export { isReachable } from './api/isReachable.ts'
export type { PostizFault } from './api/readError.ts'
export { type RateLimit, readRateLimit } from './api/readRateLimit.ts'
export { isOfTheWay } from './api/toOutcome.ts'
export { type WrittenPost, writePost } from './api/writePost.ts'
export { brandingCode } from './check/checkBranding.ts'
export { composePost } from './drafts/composePost.ts'
export type { PreparedPostizPost } from './drafts/prepare.ts'
export { splitByInstant } from './drafts/splitByInstant.ts'
export { describeImage } from './files/describeImage.ts'
export { nameFor, typeFor } from './files/wrapFile.ts'
export type { CapRule, ChannelRules, MediaRule, SettingRule } from './rules/rule.ts'
export { findToolRule, toolRules } from './rules/tools.ts'
export { channelRules, findRules, rulesVersion } from './rules.ts'
export { filesOf } from './text/layOutPost.ts'
export { type MeasuredText, measurePost } from './text/measurePost.ts'
