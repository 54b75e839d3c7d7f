import {
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
} from '@payloadcms/db-postgres/drizzle/pg-core'
import { instant } from './instant.ts'
import type { SchemaHook } from './schemaHook.ts'

/**
 * Network plans that are watched while they run, and what of them Postyard has stopped by itself. A plan that is over has
 * neither.
 */
export const addPlanWatches: SchemaHook = ({ schema }) => ({
  ...schema,
  tables: {
    ...schema.tables,
    postyard_plan_watches: pgTable(
      'postyard_plan_watches',
      {
        /** The ids of the plan and of its tenant, as text. */
        plan: text('plan').primaryKey(),
        tenant: text('tenant').notNull(),
        /** When it is looked at next. */
        lookAt: instant('look_at').notNull(),
        /** What ended before says nothing any more: the plan was resumed since. */
        since: instant('since').notNull(),
        /** Until when what came of limited accounts was seen to. */
        seenAt: instant('seen_at').notNull(),
        /** When it was last told that it goes worse than usual, without anything being stopped. */
        toldAt: instant('told_at'),
        /** Which share of the tenant's attempts usually is limited, rejected and unknown; null until the first look. */
        usual: jsonb('usual'),
      },
      (t) => [index('postyard_plan_watches_look').on(t.lookAt)],
    ),
    /** Plans that somebody is about to halt: nothing of them begins to go out until it is done, or that time has passed. */
    postyard_plan_halts: pgTable('postyard_plan_halts', {
      plan: text('plan').primaryKey(),
      tenant: text('tenant').notNull(),
      until: instant('until').notNull(),
    }),
    postyard_plan_brakes: pgTable(
      'postyard_plan_brakes',
      {
        plan: text('plan').notNull(),
        tenant: text('tenant').notNull(),
        /** `plan` or `provider`; of the latter, `key` is the platform. */
        scope: text('scope').notNull(),
        key: text('key').notNull(),
        /** What was wrong: limits, rejections, … */
        kind: text('kind').notNull(),
        reason: text('reason').notNull(),
        begunAt: instant('begun_at').notNull(),
        /** How often in a row it was tried in vain. */
        failures: integer('failures').notNull().default(0),
        /** When it is tried again; null where a person decides. */
        tryAt: instant('try_at'),
        /** The id of the delivery that tries it, as text, and since when; null while none does. */
        probe: text('probe'),
        probedAt: instant('probed_at'),
      },
      (t) => [primaryKey({ columns: [t.plan, t.scope, t.key] })],
    ),
  },
})
