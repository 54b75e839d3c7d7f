/** Times are epoch ms, UTC. Columns that hold JSON say so. */
export const schema = `
create table if not exists organisations (
  id integer primary key,
  name text not null unique,
  key text not null unique,
  tags text not null -- json, labels
);
create table if not exists groups (
  id text not null,
  organisation integer not null references organisations,
  name text not null,
  primary key (organisation, id)
);
create table if not exists integrations (
  id text primary key,
  organisation integer not null references organisations,
  name text not null,
  identifier text not null,
  picture text not null,
  profile text not null,
  "group" text,
  verified integer not null,
  tools text not null, -- json
  disabled integer not null,
  refresh_needed integer not null,
  deleted_at integer
);
create table if not exists posts (
  id text primary key,
  organisation integer not null,
  integration text not null,
  parent text,
  position integer not null,
  "group" text not null,
  state text not null,
  content text not null,
  settings text not null, -- json
  image text not null, -- json
  delay integer not null,
  tags text not null, -- json, labels
  publish_date integer not null,
  interval_in_days integer,
  creation_method text not null,
  release_id text,
  release_url text,
  error text,
  created_at integer not null,
  updated_at integer not null,
  deleted_at integer,
  fired_at integer,
  run_at integer, -- when its workflow goes on; null where none is running
  outcome text -- json, what a fault has already decided about the running workflow
);
create index if not exists posts_by_date on posts (organisation, publish_date) where parent is null;
create index if not exists posts_repeating on posts (organisation) where interval_in_days is not null;
create index if not exists posts_by_parent on posts (parent) where parent is not null;
create index if not exists posts_by_group on posts ("group");
create index if not exists posts_to_run on posts (run_at) where run_at is not null;
create table if not exists publications (
  seq integer primary key autoincrement,
  post text not null,
  organisation integer not null,
  integration text not null,
  sent text not null,
  text text not null,
  media text not null, -- json
  comments text not null, -- json, those that are written
  settings text not null, -- json
  publish_date integer not null,
  fired_at integer not null,
  published_at integer not null,
  release_id text not null,
  release_url text not null,
  outcome text not null -- PUBLISHED, or ERROR where Postiz does not know that it is live
);
create index if not exists publications_by_post on publications (post);
create index if not exists publications_by_text on publications (integration, text);
create index if not exists publications_by_release on publications (release_id);
create table if not exists media (
  path text primary key, -- of the URL, from /uploads
  id text not null,
  organisation integer not null,
  mime text not null,
  width integer,
  height integer,
  bytes blob not null
);
create table if not exists notifications (
  id integer primary key autoincrement,
  organisation integer not null,
  content text not null,
  link text,
  created_at integer not null
);
create table if not exists limits (
  organisation integer primary key,
  hits integer not null,
  window_ends integer not null,
  blocked_until integer,
  counted integer not null, -- of all time
  refused integer not null -- of all time
);
create table if not exists requests (
  organisation integer not null, -- 0 where none was named
  method text not null,
  route text not null,
  status integer not null, -- 0 where no answer was sent
  fault text not null,
  count integer not null,
  primary key (organisation, method, route, status, fault)
);
`
