/**
 * A statement: `$2` more posts that say the same as that of the delivery `$1`, not touched since they were planned, each with a
 * plan and a delivery of its own.
 */
export const copies = `
  with old as (
    select d.*, p.title, p.content, p.started_by_name, s.text
    from postyard_deliveries d join postyard_plans p on p.id = d.plan_id join postyard_posts s on s.id = d.post_id
    where d.id = $1
  ), posts as (
    insert into postyard_posts (tenant_id, title, text, updated_at)
    select tenant_id, title, text, now() - interval '1 day' from old, generate_series(1, $2) returning id
  ), plans as (
    insert into postyard_plans (tenant_id, title, post_id, scheduled_at, content, started_by_name)
    select tenant_id, title, posts.id, scheduled_at, content, started_by_name from old, posts returning id, post_id
  )
  insert into postyard_deliveries (tenant_id, plan_id, post_id, channel_id, kind, state, scheduled_at)
  select tenant_id, plans.id, plans.post_id, channel_id, kind, state, scheduled_at from old, plans returning id, post_id`
