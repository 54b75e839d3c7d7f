import type {
  CollectionAfterChangeHook,
  CollectionBeforeChangeHook,
  CollectionConfig,
  CollectionSlug,
  PayloadRequest,
} from 'payload'
import { DistributionError } from '../errors.ts'
import { idOf } from '../id.ts'
import { system } from '../model/changeState.ts'
import { dbOf, type ID, rows, sql } from '../model/database.ts'
import { fireAt, later } from '../model/deadlines.ts'
import { mayBeKnown } from '../model/mayBeKnown.ts'
import { unfiredStates } from '../model/states.ts'
import type { Caller } from '../operation.ts'
import type { Settings } from '../options.ts'
import { callerOf, editorOf, isProgram } from '../security/standing.ts'
import { holdBinned, releaseBinned } from './binPost.ts'
import { entitleAgain } from './entitle/entitleAgain.ts'
import { freezeContent } from './freezeContent.ts'
import { variationOfPlan } from './network/variationOfPlan.ts'
import { ownTextsOfPlan } from './ownTextsOfPlan.ts'
import type { PostRecord } from './readPost.ts'
import { refuseEdit } from './refuseEdit.ts'
import { channelsOf, channelsOfPlan, lockUnfired, replanPost } from './replanPost.ts'
import { saidBy } from './saidBy.ts'
import { tellReplanned } from './tellReplanned.ts'

type Binnable = PostRecord & { deletedAt?: string | null }

const isBinned = (post: Binnable | undefined): boolean => Boolean(post?.deletedAt)

const isMissingFile = (error: unknown): boolean =>
  error instanceof DistributionError && error.code === 'MEDIA_MISSING'

/** @throws what Payload answers well, in place of a refusal of ours */
const explain = (error: unknown): never => {
  throw error instanceof DistributionError ? refuseEdit(error) : error
}

type StillToGo = { channel_id: ID; plan_id: ID; is_network: boolean; has_own_text: boolean }

/**
 * The channels to which the whole of a post is still to go; the post itself is held until the transaction ends. What an
 * excerpt of it would say is judged when its plan follows.
 */
const lockAndFind = async (
  req: PayloadRequest,
  post: { id: ID; tenant: ID },
): Promise<StillToGo[]> => {
  const db = await dbOf(req)
  await db.execute(
    sql`select id from postyard_posts where id = ${post.id} and tenant_id = ${post.tenant} for update`,
  )
  return rows<StillToGo>(
    db,
    sql`
      select d.channel_id, d.plan_id, p.network is not null as is_network,
        coalesce(p.network is null and d.variation ? 'text', false) as has_own_text
      from postyard_deliveries d
      join postyard_plans p on p.id = d.plan_id and p.tenant_id = d.tenant_id
      where d.post_id = ${post.id} and d.tenant_id = ${post.tenant}
        and d.state::text = any(${sql.param([...unfiredStates])}) and not p.content ? 'excerpt'
        and not ${mayBeKnown}`,
  )
}

/** Holds a post against the rules of all channels to which it is still to go, as each plan has them say it. */
const checkFreezing = async (
  context: Parameters<typeof variationOfPlan>[0]['context'],
  post: PostRecord,
  toGo: StillToGo[],
): Promise<void> => {
  const isPlain = (row: StillToGo) => !row.is_network && !row.has_own_text
  const ordinary = toGo.filter(isPlain).map((row) => row.channel_id)
  if (ordinary.length > 0) {
    const channels = await channelsOf(context, { tenant: post.tenant, ids: ordinary })
    await freezeContent({ context, post, channels })
  }
  const ownTexts = toGo.filter((row) => row.has_own_text)
  for (const [plan, deliveries] of Map.groupBy(ownTexts, (row) => row.plan_id)) {
    const where = await channelsOfPlan({ context, post }, plan, deliveries)
    const textOf = await ownTextsOfPlan(context.db, { tenant: post.tenant, plan })
    await freezeContent({ context, post, ...where, ...(textOf ? { textOf } : {}) })
  }
  const ofNetworks = toGo.filter((row) => row.is_network)
  for (const [plan, deliveries] of Map.groupBy(ofNetworks, (row) => row.plan_id)) {
    const where = await channelsOfPlan({ context, post }, plan, deliveries)
    const variation = await variationOfPlan({ context, post, plan, ...where })
    await freezeContent({ context, post, ...where, ...(variation ? { variation } : {}) })
  }
}

/**
 * Refuses an edit that would keep what is still to go out from going out: before it is written, so that it is refused
 * where many posts are changed at once, too.
 *
 * @throws APIError with CONTENT_REFUSED, VARIATION_INVALID, POST_EMPTY, MEDIA_MISSING or RENDER_SPEC_INVALID, and the fields
 * that cause it
 */
const checkEdit =
  (settings: Settings): CollectionBeforeChangeHook =>
  async ({ data, operation, originalDoc, req }) => {
    if (operation !== 'update') return data
    const before = originalDoc as Binnable
    const post = { ...before, ...data, id: before.id, tenant: idOf(before.tenant) } as Binnable
    if (isBinned(post) || saidBy(post) === saidBy(before)) return data
    const toGo = await lockAndFind(req, post)
    if (toGo.length === 0) return data
    const context = { payload: req.payload, settings, req, db: await dbOf(req) }
    try {
      await checkFreezing(context, post, toGo)
    } catch (error) {
      // A file that is not to be had is refused by its field, which says it better.
      if (!isMissingFile(error) || post.render) explain(error)
    }
    return data
  }

/** A program's words go out by whatever right it has itself, not by that of whoever planned what they reach. */
const entitleEdit = async (args: {
  edit: Parameters<typeof lockUnfired>[0]
  caller: Caller
}): Promise<void> => {
  const { edit, caller } = args
  const context = { ...edit.context, caller }
  for (const row of await lockUnfired(edit)) {
    await entitleAgain({ context, row, at: later(context.now, fireAt(row)) })
  }
}

/**
 * Lets what has not been sent follow an edit of its post, in the transaction of the edit; the answer says in `replanned`
 * what that came to. What lies in the bin does not go out, and goes on when it is restored, as it is then.
 */
const followEdit =
  (settings: Settings): CollectionAfterChangeHook =>
  async ({ doc, previousDoc, operation, req }) => {
    if (operation !== 'update') return doc
    const tenant = idOf(doc.tenant) as ID
    const { payload } = req
    const caller = editorOf(req) ?? callerOf(req, settings)
    const actor = caller?.actor ?? system
    const args = {
      db: await dbOf(req),
      settings,
      post: { id: doc.id, tenant },
      actor,
      now: new Date(),
    }
    if (isBinned(doc)) {
      if (!isBinned(previousDoc)) await holdBinned(args)
      return doc
    }
    const isRestored = isBinned(previousDoc) && (await releaseBinned(args)).length > 0
    const post = (await payload.findByID({
      collection: settings.slugs.posts as CollectionSlug,
      id: doc.id,
      depth: 0,
      req,
    })) as unknown as PostRecord
    if (!isRestored && saidBy(post) === saidBy(previousDoc)) return doc
    const context = { payload, req, ...args }
    const edit = { context, post: { ...post, tenant }, actor }
    if (caller && isProgram(caller, tenant)) await entitleEdit({ edit, caller }).catch(explain)
    const replanned = await replanPost(edit).catch(explain)
    const message = tellReplanned(replanned)
    return message === '' ? doc : { ...doc, replanned: { ...replanned, message } }
  }

/** Posts whose edits reach what has not been sent of them. */
export const followEdits = (
  collection: CollectionConfig,
  settings: Settings,
): CollectionConfig => ({
  ...collection,
  hooks: {
    ...collection.hooks,
    beforeChange: [...(collection.hooks?.beforeChange ?? []), checkEdit(settings)],
    afterChange: [...(collection.hooks?.afterChange ?? []), followEdit(settings)],
  },
})
