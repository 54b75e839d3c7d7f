import type { PostgresAdapter } from '@payloadcms/db-postgres'
import type { CollectionConfig, Config, Payload, Plugin } from 'payload'
import { addToPanel } from './admin/addToPanel.ts'
import { figuresTaskRunners } from './analytics/tasks.ts'
import { forgetDevices } from './assist/forgetDevices.ts'
import { assistTaskRunners } from './assist/tasks.ts'
import { watchTaskRunners } from './channels/watch/tasks.ts'
import { guardCampaigns, guardClips, guardInfluencers } from './claims/guards/guardClaimed.ts'
import { keepClipVideos } from './claims/guards/keepClipVideos.ts'
import { showClaims } from './claims/showClaims.ts'
import { claimTaskRunners } from './claims/tasks.ts'
import { directTaskRunners } from './deliver/direct/tasks.ts'
import { deliverTaskRunners } from './deliver/tasks.ts'
import { followEdits } from './distribute/followEdits.ts'
import { networkTaskRunners } from './distribute/network/tasks.ts'
import { claimSourceEndpoint } from './doors/claimSources.ts'
import { eventStreamEndpoint, planEventsEndpoint } from './doors/eventStream.ts'
import { feedEndpoints } from './doors/feeds.ts'
import { fileEndpoints } from './doors/files.ts'
import { addOperationFields } from './doors/graphql/addOperationFields.ts'
import { hintEndpoint } from './doors/hints.ts'
import { mcpEndpoints } from './doors/mcp/mcpEndpoints.ts'
import { openApiEndpoint } from './doors/openapi/openApiEndpoint.ts'
import { receiptsFileEndpoint } from './doors/receiptsFile.ts'
import { referenceEndpoints } from './doors/reference/referenceEndpoints.ts'
import { addOperationEndpoints } from './doors/rest.ts'
import { seriesFeedEndpoints } from './doors/seriesFeeds.ts'
import { unsubscribeEndpoints } from './doors/unsubscribe.ts'
import { followGrants } from './entitlements/followGrants.ts'
import { brandFields } from './media/card/brandFields.ts'
import { mediaFields } from './media/intake/mediaFields.ts'
import { watchTransactions } from './media/storage/afterTransaction.ts'
import { extendUpload } from './media/storage/extendUpload.ts'
import { mediaTaskRunners } from './media/tasks.ts'
import { checkTenancy } from './model/checkTenancy.ts'
import { collections } from './model/collections/index.ts'
import { guardReceipts } from './model/guards/guardReceipts.ts'
import { addBrakes } from './model/tables/addBrakes.ts'
import { addBudgets } from './model/tables/addBudgets.ts'
import { addClaims } from './model/tables/addClaims.ts'
import { addConnections } from './model/tables/addConnections.ts'
import { addContents } from './model/tables/addContents.ts'
import { addEventDeliveries } from './model/tables/addEventDeliveries.ts'
import { addEventOrder } from './model/tables/addEventOrder.ts'
import { addFeedItems } from './model/tables/addFeedItems.ts'
import { addFeedStamps } from './model/tables/addFeedStamps.ts'
import { addFigureLooks } from './model/tables/addFigureLooks.ts'
import { addIndexes } from './model/tables/addIndexes.ts'
import { addInstallation } from './model/tables/addInstallation.ts'
import { addMailings } from './model/tables/addMailings.ts'
import { addPlanWatches } from './model/tables/addPlanWatches.ts'
import { addReceiptLinks } from './model/tables/addReceiptLinks.ts'
import { addRequestCounts } from './model/tables/addRequestCounts.ts'
import { addSeries } from './model/tables/addSeries.ts'
import { addStagings } from './model/tables/addStagings.ts'
import { addTidying } from './model/tables/addTidying.ts'
import { addUploads } from './model/tables/addUploads.ts'
import { dropIdleIndexes } from './model/tables/dropIdleIndexes.ts'
import { tenantFields } from './model/tenantFields.ts'
import { userFields } from './model/userFields.ts'
import { operationList } from './operations.ts'
import {
  type DistributionOptions,
  type OwnCollection,
  ownCollections,
  type Settings,
} from './options.ts'
import { agencyAdminOnly } from './security/collectionAccess.ts'
import { guardLocks } from './security/guardLocks.ts'
import { guardUploads } from './security/guardUploads.ts'
import { guardSeries } from './series/guardSeries.ts'
import { seriesTaskRunners } from './series/tasks.ts'
import { readOptions, settingsOf, withSettings } from './settings.ts'

export { eraseReceipts } from './chain/eraseReceipts.ts'
export { keepSealing } from './chain/keepSealing.ts'
export { sealReceipts } from './chain/sealReceipts.ts'
export {
  type Heads,
  type Verification,
  type VerificationProgress,
  verifyReceipts,
} from './chain/verifyReceipts.ts'
export { type Clock, startClock } from './dispatch/clock.ts'
export { tick } from './dispatch/tick.ts'
export { startRelay } from './events/relay/startRelay.ts'
export { endStreams } from './events/stream/streams.ts'
export { mediaTypes } from './media/mediaTypes.ts'
export { sweepMedia } from './media/tidying/sweepMedia.ts'
export { tenantCollections } from './model/collections/index.ts'
export { guardReceipts } from './model/guards/guardReceipts.ts'
export { keepTenant } from './model/hooks/keepTenant.ts'
export { operations } from './operations.ts'
export type { DistributionOptions, Standing } from './options.ts'
export { runFor } from './runOperation.ts'
export { createWithinTenants, withinTenants } from './security/collectionAccess.ts'
export { allows, type Permission, permissions, type Role, roles } from './security/permissions.ts'
export { defaultStandingOf } from './security/standing.ts'
export { flySeries, watchSeries } from './series/atNow.ts'
export { type Rotation, type RotationProgress, rotateVault } from './vault/rotateVault.ts'
export { gaugeDeliveries } from './watch/gaugeDeliveries.ts'
export { gaugeTick } from './watch/gaugeTick.ts'

/** What the application's own tenants, users and files get besides. */
const extend = (collection: CollectionConfig, settings: Settings): CollectionConfig => {
  const { slug, fields, hooks } = collection
  if (slug === settings.tenantsSlug) {
    return { ...collection, fields: [...fields, ...tenantFields(settings), brandFields(settings)] }
  }
  if (slug === settings.mediaSlug) {
    const beforeDelete = [...(hooks?.beforeDelete ?? []), keepClipVideos]
    const kept = { ...collection, hooks: { ...hooks, beforeDelete } }
    return extendUpload({ ...kept, fields: [...fields, ...mediaFields] }, settings)
  }
  if (slug !== settings.usersSlug) return collection
  const beforeDelete = [...(hooks?.beforeDelete ?? []), forgetDevices]
  return { ...collection, fields: [...fields, ...userFields], hooks: { ...hooks, beforeDelete } }
}

/** Collections whose changes reach what has not been sent. */
const followers: Partial<
  Record<OwnCollection, (own: CollectionConfig, settings: Settings) => CollectionConfig>
> = {
  posts: followEdits,
  entitlements: followGrants,
  series: guardSeries,
  campaigns: guardCampaigns,
  clips: guardClips,
  influencers: guardInfluencers,
  claims: showClaims,
}

type SchemaHooks = Pick<PostgresAdapter, 'beforeSchemaInit' | 'afterSchemaInit'>

/**
 * The queues of the plugin and how a worker process shares each. Of the 5 slots that distribute, 2 are for what is
 * urgent: what goes out now never waits for what is slow; it is made ready a moment before its time. Confirming and
 * reconciling wait for it for 2 s at most. A tenant whose Postiz hangs holds one slot of each sort.
 */
export const queues = {
  'media-processing': { slots: 2 },
  distribution: { slots: 5, urgentOnly: 2, calmAfterMs: 2_000, earlyMs: 300, perResource: 1 },
}

/** The queues as the options of an installation have them. */
export const queuesOf = (payload: Payload) => {
  const { slots, installationSlots } = settingsOf(payload).media
  const media = { slots, ...(installationSlots === undefined ? {} : { installationSlots }) }
  return { ...queues, 'media-processing': media }
}

/**
 * Distributes posts over channels: what goes where and when, each attempt with its receipt.
 *
 * Put `durableJobs()` from `postyard/durable-jobs` after it, and plugin-multi-tenant with `tenantCollections` too.
 */
export const distribution =
  (options: DistributionOptions): Plugin =>
  (incoming: Config): Config => {
    const settings = readOptions(options)
    const config: Config = { ...incoming }
    const override = options.overrideCollection ?? ((collection) => collection)
    config.collections = [
      ...(config.collections ?? []).map((collection) => extend(collection, settings)),
      ...ownCollections.map((name) => {
        const own = collections[name](settings)
        const follow = followers[name] ?? ((one: CollectionConfig) => one)
        const made = follow(own, settings)
        const live = name === 'events' ? { ...made, endpoints: [eventStreamEndpoint] } : made
        return override(live, name)
      }),
    ]
    config.admin = addToPanel(config.admin)
    config.custom = withSettings(config.custom, settings)
    const agencyAdmins = agencyAdminOnly(settings.standingOf)
    config.jobs = {
      ...config.jobs,
      access: {
        run: agencyAdmins,
        queue: agencyAdmins,
        cancel: agencyAdmins,
        ...config.jobs?.access,
      },
      tasks: [
        ...(config.jobs?.tasks ?? []),
        ...mediaTaskRunners,
        ...deliverTaskRunners,
        ...networkTaskRunners,
        ...directTaskRunners,
        ...assistTaskRunners,
        ...watchTaskRunners,
        ...figuresTaskRunners,
        ...seriesTaskRunners,
        ...claimTaskRunners,
      ],
    }
    config.endpoints = [
      ...(config.endpoints ?? []),
      ...fileEndpoints,
      ...feedEndpoints,
      ...seriesFeedEndpoints,
      ...unsubscribeEndpoints,
      hintEndpoint,
      claimSourceEndpoint,
      receiptsFileEndpoint,
      planEventsEndpoint,
      openApiEndpoint(operationList),
      ...referenceEndpoints,
      ...mcpEndpoints(operationList),
    ]
    addOperationEndpoints({ config, operations: operationList, settings })
    addOperationFields({ config, operations: operationList })
    const { db } = config
    if (db) {
      config.db = {
        ...db,
        init: (args) => {
          const adapter: ReturnType<typeof db.init> & Partial<SchemaHooks> = db.init(args)
          const { beforeSchemaInit, afterSchemaInit } = adapter
          if (!beforeSchemaInit || !afterSchemaInit) {
            throw new Error('postyard: only @payloadcms/db-postgres is supported.')
          }
          adapter.beforeSchemaInit = [...beforeSchemaInit, dropIdleIndexes]
          adapter.afterSchemaInit = [
            ...afterSchemaInit,
            addIndexes,
            addInstallation,
            addMailings,
            addBrakes,
            addBudgets,
            addClaims,
            addConnections,
            addContents,
            addEventDeliveries,
            addEventOrder,
            addFeedItems,
            addFeedStamps,
            addFigureLooks,
            addPlanWatches,
            addRequestCounts,
            addReceiptLinks,
            addSeries,
            addStagings,
            addTidying,
            addUploads,
          ]
          return adapter
        },
      }
    }
    const { onInit } = config
    config.onInit = async (payload) => {
      await onInit?.(payload)
      checkTenancy(payload)
      guardLocks(payload, settings)
      guardUploads(payload)
      watchTransactions(payload)
      await guardReceipts(payload)
    }
    return config
  }
