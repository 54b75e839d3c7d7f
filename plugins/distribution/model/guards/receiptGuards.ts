/** Columns of a receipt that hold what a person wrote or is named in: they can be erased, and nothing else of it. */
const erasable = `array['by', 'error_message', 'external_url', 'raw_meta', 'erased_at', 'updated_at']`

/**
 * What the database itself sees to, whoever writes: a receipt that is closed is never changed nor removed, but for the
 * erasing of what is personal in it; whatever is closed waits for its link; links are only added, and only lose their
 * salt; the end of a chain only moves on. A receipt without a tenant is in no chain.
 */
export const receiptGuards = `
create or replace function postyard_refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'The table "%" is append-only: a % is refused.', tg_table_name, lower(tg_op)
    using errcode = 'restrict_violation',
      hint = 'Write what is new as a receipt of its own. Personal data is taken out by erasing it.';
end $$;

create or replace function postyard_keep_receipt() returns trigger language plpgsql as $$
begin
  if old.erased_at is null and new.erased_at is not null and new."by" = 'erased'
    and new.error_message is null and new.external_url is null and new.raw_meta is null
    and to_jsonb(new) - ${erasable} = to_jsonb(old) - ${erasable}
  then
    return new;
  end if;
  raise exception 'The receipt % is closed, and never changes.', old.id
    using errcode = 'restrict_violation',
      hint = 'Write what is new as a receipt of its own. Personal data is taken out by erasing it.';
end $$;

create or replace function postyard_keep_link() returns trigger language plpgsql as $$
begin
  if new.salt is null and to_jsonb(new) - 'salt' = to_jsonb(old) - 'salt' then return new; end if;
  raise exception 'The link % of the tenant % never changes.', old.seq, old.tenant
    using errcode = 'restrict_violation';
end $$;

create or replace function postyard_queue_receipt() returns trigger language plpgsql as $$
begin
  insert into postyard_unsealed_receipts (tenant, receipt) values (new.tenant_id::text, new.id::text)
  on conflict do nothing;
  return null;
end $$;

create or replace trigger postyard_receipts_kept before update on postyard_receipts
  for each row when (old.closed_at is not null) execute function postyard_keep_receipt();
create or replace trigger postyard_receipts_not_removed before delete on postyard_receipts
  for each row execute function postyard_refuse_change();
create or replace trigger postyard_receipts_not_emptied before truncate on postyard_receipts
  for each statement execute function postyard_refuse_change();
create or replace trigger postyard_receipts_written after insert on postyard_receipts
  for each row when (new.closed_at is not null and new.tenant_id is not null)
  execute function postyard_queue_receipt();
create or replace trigger postyard_receipts_closed after update of closed_at on postyard_receipts
  for each row when (old.closed_at is null and new.closed_at is not null and new.tenant_id is not null)
  execute function postyard_queue_receipt();

create or replace trigger postyard_receipt_links_kept before update on postyard_receipt_links
  for each row execute function postyard_keep_link();
create or replace trigger postyard_receipt_links_not_removed before delete on postyard_receipt_links
  for each row execute function postyard_refuse_change();
create or replace trigger postyard_receipt_links_not_emptied before truncate on postyard_receipt_links
  for each statement execute function postyard_refuse_change();

create or replace trigger postyard_receipt_heads_move_on before update on postyard_receipt_heads
  for each row when (new.seq <= old.seq or new.tenant <> old.tenant)
  execute function postyard_refuse_change();
create or replace trigger postyard_receipt_heads_not_removed before delete on postyard_receipt_heads
  for each row execute function postyard_refuse_change();
create or replace trigger postyard_receipt_heads_not_emptied before truncate on postyard_receipt_heads
  for each statement execute function postyard_refuse_change();
`
