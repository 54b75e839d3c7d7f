import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   CREATE TYPE "public"."enum_tenants_when_media_is_late" AS ENUM('hold', 'go_without');
  CREATE TYPE "public"."enum_tenants_brand_font" AS ENUM('inter', 'manrope', 'source-serif');
  CREATE TYPE "public"."enum_users_field_work_hours_days" AS ENUM('1', '2', '3', '4', '5', '6', '7');
  CREATE TYPE "public"."enum_users_tenants_roles" AS ENUM('manager', 'editor', 'approver', 'field-agent', 'campaign-manager', 'influencer', 'api-agent');
  CREATE TYPE "public"."enum_postyard_channels_blackouts_days" AS ENUM('1', '2', '3', '4', '5', '6', '7');
  CREATE TYPE "public"."enum_postyard_channels_kind" AS ENUM('postiz', 'manual', 'webhook', 'feed', 'email');
  CREATE TYPE "public"."enum_postyard_channels_state" AS ENUM('active', 'disabled', 'unauthorised', 'limited', 'suspended', 'removed');
  CREATE TYPE "public"."enum_postyard_channels_webhook_body" AS ENUM('signed', 'flat');
  CREATE TYPE "public"."enum_postyard_channels_policy_too_long" AS ENUM('refuse', 'shorten');
  CREATE TYPE "public"."enum_postyard_channels_policy_utm_on" AS ENUM('link', 'site');
  CREATE TYPE "public"."enum_postyard_deliveries_state" AS ENUM('held', 'scheduled', 'queued', 'publishing', 'submitted', 'unknown', 'awaiting_human', 'failed', 'expired', 'published', 'dispatched', 'skipped', 'cancelled');
  CREATE TYPE "public"."enum_postyard_deliveries_kind" AS ENUM('postiz', 'manual', 'webhook', 'feed', 'email');
  CREATE TYPE "public"."enum_postyard_deliveries_draft_state" AS ENUM('none', 'staging', 'staged', 'dirty');
  CREATE TYPE "public"."enum_postyard_receipts_action" AS ENUM('stage', 'fire', 'look', 'withdraw', 'push', 'answer', 'resolve');
  CREATE TYPE "public"."enum_postyard_receipts_outcome" AS ENUM('ok', 'refused', 'unknown', 'retry');
  CREATE TYPE "public"."enum_postyard_assist_tasks_outcome" AS ENUM('posted', 'skipped', 'failed', 'expired', 'cancelled');
  CREATE TYPE "public"."enum_postyard_devices_platform" AS ENUM('android', 'ios', 'web');
  CREATE TYPE "public"."enum_postyard_devices_notifications" AS ENUM('granted', 'blocked', 'unknown');
  CREATE TYPE "public"."enum_postyard_renditions_kind" AS ENUM('card', 'video', 'conversion');
  CREATE TYPE "public"."enum_postyard_renditions_state" AS ENUM('pending', 'rendering', 'ready', 'failed', 'cancelled', 'removed');
  CREATE TYPE "public"."enum_postyard_subscribers_state" AS ENUM('active', 'paused', 'disabled');
  CREATE TYPE "public"."enum_postyard_entitlements_holder" AS ENUM('api-agents', 'key', 'user', 'staff');
  CREATE TYPE "public"."enum_postyard_entitlements_subject" AS ENUM('everything', 'series', 'post');
  CREATE TYPE "public"."enum_postyard_entitlements_channel_scope" AS ENUM('listed', 'all');
  CREATE TYPE "public"."enum_postyard_entitlements_form" AS ENUM('full', 'excerpt');
  CREATE TYPE "public"."enum_postyard_series_mode" AS ENUM('growth', 'maintenance');
  CREATE TYPE "public"."enum_payload_jobs_log_task_slug" AS ENUM('inline', 'render-media', 'make-wanted', 'tidy-media', 'look-at-media', 'stage', 'post-to-socials', 'confirm', 'reconcile', 'decide-late-media', 'sweep-drafts', 'watch-plans', 'deliver', 'notify-mobile-app', 'check-channels', 'fetch-analytics', 'plan-flights', 'fly-series', 'try-claim-letters');
  CREATE TYPE "public"."enum_payload_jobs_log_state" AS ENUM('failed', 'succeeded');
  CREATE TYPE "public"."enum_payload_jobs_task_slug" AS ENUM('inline', 'render-media', 'make-wanted', 'tidy-media', 'look-at-media', 'stage', 'post-to-socials', 'confirm', 'reconcile', 'decide-late-media', 'sweep-drafts', 'watch-plans', 'deliver', 'notify-mobile-app', 'check-channels', 'fetch-analytics', 'plan-flights', 'fly-series', 'try-claim-letters');
  CREATE TABLE "tenants" (
  	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
  	"name" varchar NOT NULL,
  	"slug" varchar NOT NULL,
  	"timezone" varchar DEFAULT 'UTC' NOT NULL,
  	"grace_minutes" numeric DEFAULT 60 NOT NULL,
  	"when_media_is_late" "enum_tenants_when_media_is_late" DEFAULT 'hold' NOT NULL,
  	"manual_answer_minutes" numeric DEFAULT 240 NOT NULL,
  	"manual_lease_minutes" numeric DEFAULT 10 NOT NULL,
  	"manual_remind_minutes" numeric DEFAULT 10 NOT NULL,
  	"manual_next_minutes" numeric DEFAULT 20 NOT NULL,
  	"manual_manager_minutes" numeric DEFAULT 40 NOT NULL,
  	"manual_quiet_from" varchar,
  	"manual_quiet_until" varchar,
  	"manual_hide_title" boolean DEFAULT false,
  	"series_folder" varchar,
  	"series_board_template" varchar DEFAULT '{Singular} Coloring Pages' NOT NULL,
  	"series_threshold" numeric DEFAULT 75 NOT NULL,
  	"series_growth_every_days" numeric DEFAULT 1 NOT NULL,
  	"series_maintenance_every_days" numeric DEFAULT 7 NOT NULL,
  	"series_from" varchar DEFAULT '00:00' NOT NULL,
  	"series_to" varchar DEFAULT '24:00' NOT NULL,
  	"series_min_minutes" numeric DEFAULT 45 NOT NULL,
  	"series_max_minutes" numeric DEFAULT 60 NOT NULL,
  	"series_floor_minutes" numeric DEFAULT 1 NOT NULL,
  	"push_project_id" varchar,
  	"push_service_account" varchar,
  	"postiz_base_url" varchar,
  	"postiz_group_id" varchar,
  	"postiz_group_name" varchar,
  	"postiz_connected_at" timestamp(3) with time zone,
  	"postiz_api_key" varchar,
  	"postiz_key_fingerprint" varchar,
  	"brand_name" varchar,
  	"brand_colour" varchar,
  	"brand_second" varchar,
  	"brand_font" "enum_tenants_brand_font",
  	"brand_logo_id" uuid,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "tenants_rels" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"order" integer,
  	"parent_id" uuid NOT NULL,
  	"path" varchar NOT NULL,
  	"postyard_channels_id" uuid
  );
  
  CREATE TABLE "users_field_work_hours_days" (
  	"order" integer NOT NULL,
  	"parent_id" varchar NOT NULL,
  	"value" "enum_users_field_work_hours_days",
  	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL
  );
  
  CREATE TABLE "users_field_work_hours" (
  	"_order" integer NOT NULL,
  	"_parent_id" uuid NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"from" varchar NOT NULL,
  	"until" varchar NOT NULL
  );
  
  CREATE TABLE "users_tenants_roles" (
  	"order" integer NOT NULL,
  	"parent_id" varchar NOT NULL,
  	"value" "enum_users_tenants_roles",
  	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL
  );
  
  CREATE TABLE "users_tenants" (
  	"_order" integer NOT NULL,
  	"_parent_id" uuid NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"tenant_id" uuid NOT NULL
  );
  
  CREATE TABLE "users_sessions" (
  	"_order" integer NOT NULL,
  	"_parent_id" uuid NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"created_at" timestamp(3) with time zone,
  	"expires_at" timestamp(3) with time zone NOT NULL
  );
  
  CREATE TABLE "users" (
  	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
  	"name" varchar NOT NULL,
  	"is_agency_admin" boolean DEFAULT false,
  	"field_work_timezone" varchar,
  	"field_work_away_until" timestamp(3) with time zone,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"enable_a_p_i_key" boolean,
  	"api_key" varchar,
  	"api_key_index" varchar,
  	"email" varchar NOT NULL,
  	"reset_password_token" varchar,
  	"reset_password_expiration" timestamp(3) with time zone,
  	"salt" varchar,
  	"hash" varchar,
  	"reset_password_requested_at" timestamp(3) with time zone,
  	"login_attempts" numeric DEFAULT 0,
  	"lock_until" timestamp(3) with time zone
  );
  
  CREATE TABLE "media" (
  	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
  	"tenant_id" uuid,
  	"_objectkey" varchar,
  	"alt" varchar,
  	"seconds" numeric,
  	"facts" jsonb,
  	"rendition" varchar,
  	"is_proof" boolean,
  	"influencer" varchar,
  	"sha256" varchar,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"deleted_at" timestamp(3) with time zone,
  	"url" varchar,
  	"thumbnail_u_r_l" varchar,
  	"filename" varchar,
  	"mime_type" varchar,
  	"filesize" numeric,
  	"width" numeric,
  	"height" numeric,
  	"focal_x" numeric,
  	"focal_y" numeric,
  	"sizes_thumbnail_url" varchar,
  	"sizes_thumbnail_width" numeric,
  	"sizes_thumbnail_height" numeric,
  	"sizes_thumbnail_mime_type" varchar,
  	"sizes_thumbnail_filesize" numeric,
  	"sizes_thumbnail_filename" varchar
  );
  
  CREATE TABLE "postyard_posts_parts" (
  	"_order" integer NOT NULL,
  	"_parent_id" uuid NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"text" varchar,
  	"delay_minutes" numeric DEFAULT 0
  );
  
  CREATE TABLE "postyard_posts" (
  	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
  	"tenant_id" uuid,
  	"title" varchar NOT NULL,
  	"text" varchar,
  	"channel_settings" jsonb,
  	"link" varchar,
  	"render" jsonb,
  	"publish_at" timestamp(3) with time zone,
  	"series" varchar,
  	"is_licensed" boolean DEFAULT false,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"deleted_at" timestamp(3) with time zone
  );
  
  CREATE TABLE "postyard_posts_rels" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"order" integer,
  	"parent_id" uuid NOT NULL,
  	"path" varchar NOT NULL,
  	"media_id" uuid,
  	"postyard_channels_id" uuid
  );
  
  CREATE TABLE "postyard_channels_email_recipients" (
  	"_order" integer NOT NULL,
  	"_parent_id" uuid NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"address" varchar,
  	"name" varchar
  );
  
  CREATE TABLE "postyard_channels_blackouts_days" (
  	"order" integer NOT NULL,
  	"parent_id" varchar NOT NULL,
  	"value" "enum_postyard_channels_blackouts_days",
  	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL
  );
  
  CREATE TABLE "postyard_channels_blackouts" (
  	"_order" integer NOT NULL,
  	"_parent_id" uuid NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"from" varchar NOT NULL,
  	"to" varchar NOT NULL
  );
  
  CREATE TABLE "postyard_channels" (
  	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
  	"tenant_id" uuid,
  	"name" varchar NOT NULL,
  	"platform" varchar,
  	"kind" "enum_postyard_channels_kind" DEFAULT 'manual' NOT NULL,
  	"state" "enum_postyard_channels_state" DEFAULT 'active' NOT NULL,
  	"state_reason" varchar,
  	"integration_id" varchar,
  	"account_name" varchar,
  	"picture" varchar,
  	"profile" varchar,
  	"settings" jsonb DEFAULT '{}'::jsonb,
  	"daily_cap" numeric,
  	"target_app_android_package" varchar,
  	"target_app_hint" varchar,
  	"webhook_host" varchar,
  	"webhook_header_names" jsonb,
  	"webhook_body" "enum_postyard_channels_webhook_body" DEFAULT 'signed',
  	"webhook_is_one_way" boolean DEFAULT false,
  	"webhook_secret_since" timestamp(3) with time zone,
  	"webhook_old_secret_until" timestamp(3) with time zone,
  	"webhook_sealed" varchar,
  	"feed_title" varchar,
  	"feed_description" varchar,
  	"feed_link" varchar,
  	"feed_language" varchar,
  	"feed_limit" numeric DEFAULT 50,
  	"feed_hub" varchar,
  	"feed_renewals" numeric DEFAULT 0,
  	"email_from_name" varchar,
  	"email_from_address" varchar,
  	"email_reply_to" varchar,
  	"email_bounces_to" varchar,
  	"email_footer" varchar,
  	"email_per_minute" numeric DEFAULT 60,
  	"email_server" varchar,
  	"email_sealed" varchar,
  	"policy_too_long" "enum_postyard_channels_policy_too_long" DEFAULT 'refuse',
  	"policy_ending" varchar DEFAULT '…',
  	"policy_keep_hashtags" boolean DEFAULT false,
  	"policy_utm_source" varchar,
  	"policy_utm_medium" varchar,
  	"policy_utm_campaign" varchar,
  	"policy_utm_term" varchar,
  	"policy_utm_content" varchar,
  	"policy_utm_on" "enum_postyard_channels_policy_utm_on" DEFAULT 'link',
  	"timezone" varchar,
  	"language" varchar,
  	"followers" numeric,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "postyard_channels_texts" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"order" integer NOT NULL,
  	"parent_id" uuid NOT NULL,
  	"path" varchar NOT NULL,
  	"text" varchar
  );
  
  CREATE TABLE "postyard_channels_rels" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"order" integer,
  	"parent_id" uuid NOT NULL,
  	"path" varchar NOT NULL,
  	"users_id" uuid
  );
  
  CREATE TABLE "postyard_plans" (
  	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
  	"tenant_id" uuid,
  	"title" varchar NOT NULL,
  	"post_id" uuid NOT NULL,
  	"scheduled_at" timestamp(3) with time zone NOT NULL,
  	"content" jsonb NOT NULL,
  	"content_version" numeric DEFAULT 1 NOT NULL,
  	"earlier_contents" jsonb,
  	"paused_at" timestamp(3) with time zone,
  	"paused_by_name" varchar,
  	"pause_reason" varchar,
  	"halted_at" timestamp(3) with time zone,
  	"halted_by_name" varchar,
  	"halt_reason" varchar,
  	"network" jsonb,
  	"started_by_id" uuid,
  	"started_by_name" varchar NOT NULL,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "postyard_deliveries" (
  	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
  	"tenant_id" uuid,
  	"state" "enum_postyard_deliveries_state" NOT NULL,
  	"reason" varchar,
  	"reason_code" varchar,
  	"plan_id" uuid NOT NULL,
  	"post_id" uuid NOT NULL,
  	"channel_id" uuid NOT NULL,
  	"kind" "enum_postyard_deliveries_kind" NOT NULL,
  	"rendition_id" uuid,
  	"scheduled_at" timestamp(3) with time zone NOT NULL,
  	"planned_at" timestamp(3) with time zone,
  	"next_attempt_at" timestamp(3) with time zone,
  	"executed_at" timestamp(3) with time zone,
  	"wake_at" timestamp(3) with time zone,
  	"deadline_at" timestamp(3) with time zone,
  	"attempt" numeric DEFAULT 0 NOT NULL,
  	"checks" numeric DEFAULT 0 NOT NULL,
  	"fence" numeric DEFAULT 0 NOT NULL,
  	"lease_until" timestamp(3) with time zone,
  	"draft_state" "enum_postyard_deliveries_draft_state" DEFAULT 'none' NOT NULL,
  	"draft_at" timestamp(3) with time zone,
  	"draft_id" varchar,
  	"external_id" varchar,
  	"external_url" varchar,
  	"content_version" numeric DEFAULT 1 NOT NULL,
  	"draft_version" numeric,
  	"media_late_at" timestamp(3) with time zone,
  	"left_out" jsonb,
  	"variation" jsonb,
  	"parts_minutes" numeric,
  	"entitlement_id" uuid,
  	"cancel_requested_at" timestamp(3) with time zone,
  	"doubtful_since" timestamp(3) with time zone,
  	"doubtful_until" timestamp(3) with time zone,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "postyard_receipts" (
  	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
  	"tenant_id" uuid,
  	"delivery_id" uuid NOT NULL,
  	"plan_id" uuid NOT NULL,
  	"channel_id" uuid NOT NULL,
  	"entitlement_id" uuid,
  	"attempt" numeric NOT NULL,
  	"fence" numeric NOT NULL,
  	"action" "enum_postyard_receipts_action" NOT NULL,
  	"by" varchar NOT NULL,
  	"opened_at" timestamp(3) with time zone NOT NULL,
  	"closed_at" timestamp(3) with time zone,
  	"outcome" "enum_postyard_receipts_outcome",
  	"status_code" numeric,
  	"error_code" varchar,
  	"error_message" varchar,
  	"erased_at" timestamp(3) with time zone,
  	"external_id" varchar,
  	"external_url" varchar,
  	"raw_meta" jsonb,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "postyard_assist_tasks" (
  	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
  	"tenant_id" uuid,
  	"title" varchar NOT NULL,
  	"delivery_id" uuid NOT NULL,
  	"channel_id" uuid NOT NULL,
  	"assignee_id" uuid,
  	"assignee_reason" varchar,
  	"assigned_at" timestamp(3) with time zone,
  	"opened_by_id" uuid,
  	"opened_at" timestamp(3) with time zone,
  	"lease_until" timestamp(3) with time zone,
  	"due_at" timestamp(3) with time zone NOT NULL,
  	"deadline_at" timestamp(3) with time zone NOT NULL,
  	"reminded_at" timestamp(3) with time zone,
  	"reminders" numeric DEFAULT 0 NOT NULL,
  	"step" numeric DEFAULT 0 NOT NULL,
  	"stepped_at" timestamp(3) with time zone,
  	"ladder_from" timestamp(3) with time zone,
  	"asked" jsonb,
  	"push" jsonb,
  	"push_held_until" timestamp(3) with time zone,
  	"claim" jsonb,
  	"outcome" "enum_postyard_assist_tasks_outcome",
  	"proof_url" varchar,
  	"proof_id" uuid,
  	"note" varchar,
  	"snoozed_until" timestamp(3) with time zone,
  	"answered_at" timestamp(3) with time zone,
  	"answered_by_id" uuid,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "postyard_devices" (
  	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
  	"user_id" uuid NOT NULL,
  	"name" varchar NOT NULL,
  	"platform" "enum_postyard_devices_platform" NOT NULL,
  	"token" varchar,
  	"last_seen_at" timestamp(3) with time zone NOT NULL,
  	"app_version" varchar,
  	"language" varchar,
  	"notifications" "enum_postyard_devices_notifications" DEFAULT 'unknown' NOT NULL,
  	"project" varchar,
  	"dropped_at" timestamp(3) with time zone,
  	"drop_reason" varchar,
  	"credential_hash" varchar,
  	"session" varchar,
  	"revoked_at" timestamp(3) with time zone,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "postyard_renditions" (
  	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
  	"tenant_id" uuid,
  	"key" varchar NOT NULL,
  	"kind" "enum_postyard_renditions_kind" NOT NULL,
  	"spec" jsonb NOT NULL,
  	"state" "enum_postyard_renditions_state" DEFAULT 'pending' NOT NULL,
  	"reason" varchar,
  	"file_id" uuid,
  	"progress" numeric DEFAULT 0 NOT NULL,
  	"attempt" numeric DEFAULT 0 NOT NULL,
  	"fence" numeric DEFAULT 0 NOT NULL,
  	"lease_until" timestamp(3) with time zone,
  	"wanted_until" timestamp(3) with time zone,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "postyard_figures" (
  	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
  	"tenant_id" uuid,
  	"channel_id" uuid NOT NULL,
  	"delivery_id" uuid,
  	"label" varchar NOT NULL,
  	"date" varchar NOT NULL,
  	"total" numeric NOT NULL,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "postyard_events" (
  	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
  	"tenant_id" uuid,
  	"type" varchar NOT NULL,
  	"schema_version" numeric NOT NULL,
  	"occurred_at" timestamp(3) with time zone NOT NULL,
  	"actor_kind" varchar NOT NULL,
  	"actor_id" varchar,
  	"actor_name" varchar NOT NULL,
  	"correlation_id" varchar NOT NULL,
  	"causation_id" varchar,
  	"delivery_id" uuid,
  	"plan_id" uuid,
  	"data" jsonb NOT NULL,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"seq" bigint GENERATED ALWAYS AS IDENTITY (sequence name "postyard_events_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
  	"position" bigint
  );
  
  CREATE TABLE "postyard_subscribers" (
  	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
  	"tenant_id" uuid,
  	"name" varchar NOT NULL,
  	"host" varchar NOT NULL,
  	"state" "enum_postyard_subscribers_state" NOT NULL,
  	"state_reason" varchar,
  	"types" jsonb NOT NULL,
  	"channels" jsonb,
  	"header_names" jsonb,
  	"position" numeric NOT NULL,
  	"failures" numeric NOT NULL,
  	"pauses" numeric NOT NULL,
  	"last_delivered_at" timestamp(3) with time zone,
  	"failing_since" timestamp(3) with time zone,
  	"left_alone_until" timestamp(3) with time zone,
  	"secret_since" timestamp(3) with time zone,
  	"old_secret_until" timestamp(3) with time zone,
  	"sealed" varchar,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "postyard_api_keys" (
  	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
  	"tenant_id" uuid,
  	"name" varchar NOT NULL,
  	"hash" varchar NOT NULL,
  	"scopes" jsonb NOT NULL,
  	"expires_at" timestamp(3) with time zone,
  	"made_by_id" uuid,
  	"made_by_name" varchar NOT NULL,
  	"last_used_at" timestamp(3) with time zone,
  	"revoked_at" timestamp(3) with time zone,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "postyard_entitlements" (
  	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
  	"tenant_id" uuid,
  	"title" varchar NOT NULL,
  	"holder" "enum_postyard_entitlements_holder" DEFAULT 'api-agents' NOT NULL,
  	"key_id" uuid,
  	"user_id" uuid,
  	"subject" "enum_postyard_entitlements_subject" DEFAULT 'everything' NOT NULL,
  	"series" varchar,
  	"post_id" uuid,
  	"channel_scope" "enum_postyard_entitlements_channel_scope" DEFAULT 'listed' NOT NULL,
  	"allow_redistribution" boolean DEFAULT false,
  	"form" "enum_postyard_entitlements_form" DEFAULT 'full' NOT NULL,
  	"excerpt_graphemes" numeric,
  	"includes_media" boolean DEFAULT false,
  	"valid_from" timestamp(3) with time zone,
  	"valid_until" timestamp(3) with time zone,
  	"note" varchar,
  	"is_revoked" boolean DEFAULT false,
  	"revoked_at" timestamp(3) with time zone,
  	"revoked_by_name" varchar,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "postyard_entitlements_rels" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"order" integer,
  	"parent_id" uuid NOT NULL,
  	"path" varchar NOT NULL,
  	"postyard_channels_id" uuid
  );
  
  CREATE TABLE "postyard_idempotency_keys" (
  	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
  	"scope" varchar NOT NULL,
  	"request_hash" varchar NOT NULL,
  	"status" numeric,
  	"response" jsonb,
  	"expires_at" timestamp(3) with time zone NOT NULL,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "postyard_series" (
  	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
  	"tenant_id" uuid,
  	"source" jsonb NOT NULL,
  	"name" varchar NOT NULL,
  	"slug" varchar NOT NULL,
  	"is_paused" boolean DEFAULT false,
  	"paused_reason" varchar,
  	"board_name" varchar,
  	"repeat_days" numeric,
  	"is_found" boolean DEFAULT false,
  	"count" numeric DEFAULT 0,
  	"remaining" numeric DEFAULT 0,
  	"aside" numeric DEFAULT 0,
  	"rests_until" varchar,
  	"mode" "enum_postyard_series_mode",
  	"phase" numeric,
  	"phase_of" numeric,
  	"phase_day" varchar,
  	"growth_day" jsonb,
  	"last_planned_day" varchar,
  	"read_at" timestamp(3) with time zone,
  	"problem" jsonb,
  	"gone_at" timestamp(3) with time zone,
  	"attention" jsonb,
  	"feed_renewals" numeric,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "postyard_series_rels" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"order" integer,
  	"parent_id" uuid NOT NULL,
  	"path" varchar NOT NULL,
  	"postyard_channels_id" uuid
  );
  
  CREATE TABLE "postyard_flight_plans" (
  	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
  	"tenant_id" uuid,
  	"day" varchar NOT NULL,
  	"generated_at" timestamp(3) with time zone NOT NULL,
  	"timezone" varchar NOT NULL,
  	"seed" varchar NOT NULL,
  	"is_late" boolean DEFAULT false,
  	"queue" jsonb NOT NULL,
  	"plan" jsonb NOT NULL,
  	"inputs" jsonb NOT NULL,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "postyard_campaigns" (
  	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
  	"tenant_id" uuid,
  	"name" varchar NOT NULL,
  	"reference" varchar NOT NULL,
  	"briefing" varchar,
  	"ends_at" timestamp(3) with time zone,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "postyard_clips" (
  	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
  	"tenant_id" uuid,
  	"title" varchar NOT NULL,
  	"reference" varchar NOT NULL,
  	"campaign_id" uuid NOT NULL,
  	"video_id" uuid NOT NULL,
  	"caption" varchar,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "postyard_influencers" (
  	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
  	"tenant_id" uuid,
  	"name" varchar NOT NULL,
  	"reference" varchar NOT NULL,
  	"user_id" uuid,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "postyard_influencers_rels" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"order" integer,
  	"parent_id" uuid NOT NULL,
  	"path" varchar NOT NULL,
  	"postyard_channels_id" uuid
  );
  
  CREATE TABLE "postyard_claims" (
  	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
  	"tenant_id" uuid,
  	"claim_id" varchar,
  	"influencer_id" uuid,
  	"clip_id" uuid,
  	"campaign_id" uuid,
  	"claimed_at" timestamp(3) with time zone,
  	"expires_at" timestamp(3) with time zone,
  	"accepted_at" timestamp(3) with time zone,
  	"started_at" timestamp(3) with time zone,
  	"cancelled_at" timestamp(3) with time zone,
  	"expired_at" timestamp(3) with time zone,
  	"overlays" jsonb,
  	"captions" jsonb,
  	"platforms" jsonb,
  	"earlier" jsonb,
  	"written" jsonb,
  	"timezone" varchar,
  	"retries" numeric DEFAULT 0,
  	"post_id" uuid,
  	"plan_id" uuid,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "durable_workers" (
  	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
  	"name" varchar NOT NULL,
  	"host" varchar NOT NULL,
  	"pid" numeric NOT NULL,
  	"started_at" timestamp(3) with time zone NOT NULL,
  	"seen_at" timestamp(3) with time zone NOT NULL,
  	"stopped_at" timestamp(3) with time zone,
  	"is_stopping" boolean,
  	"lease_ms" numeric NOT NULL,
  	"queues" jsonb,
  	"leases" jsonb
  );
  
  CREATE TABLE "payload_kv" (
  	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
  	"key" varchar NOT NULL,
  	"data" jsonb NOT NULL
  );
  
  CREATE TABLE "payload_jobs_log" (
  	"_order" integer NOT NULL,
  	"_parent_id" uuid NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"executed_at" timestamp(3) with time zone NOT NULL,
  	"completed_at" timestamp(3) with time zone NOT NULL,
  	"task_slug" "enum_payload_jobs_log_task_slug" NOT NULL,
  	"task_i_d" varchar NOT NULL,
  	"input" jsonb,
  	"output" jsonb,
  	"state" "enum_payload_jobs_log_state" NOT NULL,
  	"error" jsonb
  );
  
  CREATE TABLE "payload_jobs" (
  	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
  	"input" jsonb,
  	"completed_at" timestamp(3) with time zone,
  	"total_tried" numeric DEFAULT 0,
  	"has_error" boolean DEFAULT false,
  	"error" jsonb,
  	"task_slug" "enum_payload_jobs_task_slug",
  	"queue" varchar DEFAULT 'default',
  	"wait_until" timestamp(3) with time zone,
  	"processing" boolean DEFAULT false,
  	"lease_until" timestamp(3) with time zone,
  	"lease_token" varchar,
  	"leased_by" varchar,
  	"group_key" varchar,
  	"resource_key" varchar,
  	"urgent" boolean,
  	"meta" jsonb,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "payload_locked_documents" (
  	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
  	"global_slug" varchar,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "payload_locked_documents_rels" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"order" integer,
  	"parent_id" uuid NOT NULL,
  	"path" varchar NOT NULL,
  	"tenants_id" uuid,
  	"users_id" uuid,
  	"media_id" uuid,
  	"postyard_posts_id" uuid,
  	"postyard_channels_id" uuid,
  	"postyard_plans_id" uuid,
  	"postyard_deliveries_id" uuid,
  	"postyard_receipts_id" uuid,
  	"postyard_assist_tasks_id" uuid,
  	"postyard_devices_id" uuid,
  	"postyard_renditions_id" uuid,
  	"postyard_figures_id" uuid,
  	"postyard_events_id" uuid,
  	"postyard_subscribers_id" uuid,
  	"postyard_api_keys_id" uuid,
  	"postyard_entitlements_id" uuid,
  	"postyard_idempotency_keys_id" uuid,
  	"postyard_series_id" uuid,
  	"postyard_flight_plans_id" uuid,
  	"postyard_campaigns_id" uuid,
  	"postyard_clips_id" uuid,
  	"postyard_influencers_id" uuid,
  	"postyard_claims_id" uuid
  );
  
  CREATE TABLE "payload_preferences" (
  	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
  	"key" varchar,
  	"value" jsonb,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "payload_preferences_rels" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"order" integer,
  	"parent_id" uuid NOT NULL,
  	"path" varchar NOT NULL,
  	"users_id" uuid
  );
  
  CREATE TABLE "payload_migrations" (
  	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
  	"name" varchar,
  	"batch" numeric,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "postyard_installation" (
  	"id" smallint PRIMARY KEY NOT NULL,
  	"identity" jsonb NOT NULL,
  	"seen_at" timestamp with time zone NOT NULL
  );
  
  CREATE TABLE "postyard_mails" (
  	"delivery" text NOT NULL,
  	"address" text NOT NULL,
  	"name" text,
  	"tenant" text NOT NULL,
  	"channel" text NOT NULL,
  	"state" text NOT NULL,
  	"at" timestamp with time zone,
  	"status_code" integer,
  	"said" text,
  	CONSTRAINT "postyard_mails_delivery_address_pk" PRIMARY KEY("delivery","address")
  );
  
  CREATE TABLE "postyard_mail_stops" (
  	"channel" text NOT NULL,
  	"address" text NOT NULL,
  	"tenant" text NOT NULL,
  	"reason" text NOT NULL,
  	"at" timestamp with time zone NOT NULL,
  	CONSTRAINT "postyard_mail_stops_channel_address_pk" PRIMARY KEY("channel","address")
  );
  
  CREATE TABLE "postyard_brakes" (
  	"channel" text PRIMARY KEY NOT NULL,
  	"tenant" text NOT NULL,
  	"failures" integer NOT NULL,
  	"pauses" integer DEFAULT 0 NOT NULL,
  	"failing_since" timestamp with time zone NOT NULL,
  	"until" timestamp with time zone,
  	"probe_until" timestamp with time zone
  );
  
  CREATE TABLE "postyard_budgets" (
  	"organisation" text PRIMARY KEY NOT NULL,
  	"request_limit" integer,
  	"used" integer NOT NULL,
  	"told" integer NOT NULL,
  	"unanswered" integer NOT NULL,
  	"lost_at" timestamp with time zone,
  	"window_number" integer NOT NULL,
  	"window_ends_at" timestamp with time zone NOT NULL,
  	"is_end_guessed" boolean NOT NULL,
  	"ahead" jsonb NOT NULL,
  	"blocked_until" timestamp with time zone,
  	"taken_at" timestamp with time zone NOT NULL,
  	"seen_at" timestamp with time zone,
  	"announced_window" integer
  );
  
  CREATE TABLE "postyard_claim_sources" (
  	"id" text PRIMARY KEY NOT NULL,
  	"tenant" text NOT NULL,
  	"name" text NOT NULL,
  	"sealed" text NOT NULL,
  	"old_until" timestamp with time zone,
  	"created_at" timestamp with time zone NOT NULL,
  	"last_at" timestamp with time zone
  );
  
  CREATE TABLE "postyard_claim_letters" (
  	"id" bigserial PRIMARY KEY NOT NULL,
  	"tenant" text NOT NULL,
  	"claim_id" text,
  	"clip" text,
  	"influencer" text,
  	"campaign" text,
  	"print" text NOT NULL,
  	"body" jsonb NOT NULL,
  	"code" text NOT NULL,
  	"message" text NOT NULL,
  	"tries" integer DEFAULT 1 NOT NULL,
  	"received_at" timestamp with time zone NOT NULL,
  	"due_at" timestamp with time zone,
  	"settled_at" timestamp with time zone,
  	"settled_as" text,
  	"claim" text
  );
  
  CREATE TABLE "postyard_connections" (
  	"tenant" text PRIMARY KEY NOT NULL,
  	"next_check_at" timestamp with time zone NOT NULL,
  	"next_figures_at" timestamp with time zone NOT NULL,
  	"checked_at" timestamp with time zone,
  	"failing_since" timestamp with time zone,
  	"last_error" text,
  	"refusals" smallint DEFAULT 0 NOT NULL,
  	"refused_at" timestamp with time zone,
  	"time_shift_minutes" integer,
  	"hinted_at" timestamp with time zone
  );
  
  CREATE TABLE "postyard_contents" (
  	"id" text PRIMARY KEY NOT NULL,
  	"tenant" text NOT NULL,
  	"has_network" boolean DEFAULT false NOT NULL,
  	"seen_at" timestamp with time zone NOT NULL
  );
  
  CREATE TABLE "postyard_content_plans" (
  	"plan" uuid PRIMARY KEY NOT NULL,
  	"tenant" text NOT NULL,
  	"content" text NOT NULL
  );
  
  CREATE TABLE "postyard_content_marks" (
  	"tenant" text NOT NULL,
  	"mark" text NOT NULL,
  	"content" text NOT NULL,
  	CONSTRAINT "postyard_content_marks_tenant_mark_pk" PRIMARY KEY("tenant","mark")
  );
  
  CREATE TABLE "postyard_content_effects" (
  	"receipt" text PRIMARY KEY NOT NULL,
  	"tenant" text NOT NULL,
  	"content" text NOT NULL,
  	"delivery" text NOT NULL,
  	"channel" text NOT NULL,
  	"is_network" boolean NOT NULL,
  	"gap_ms" integer NOT NULL,
  	"began_at" timestamp with time zone NOT NULL,
  	"ends_by" timestamp with time zone NOT NULL,
  	"ended_at" timestamp with time zone,
  	"is_void" boolean DEFAULT false NOT NULL
  );
  
  CREATE TABLE "postyard_looks" (
  	"tenant" text NOT NULL,
  	"media" text NOT NULL,
  	"seen_at" timestamp with time zone,
  	"tries" integer DEFAULT 0 NOT NULL,
  	"hash" text,
  	"look" text,
  	CONSTRAINT "postyard_looks_tenant_media_pk" PRIMARY KEY("tenant","media")
  );
  
  CREATE TABLE "postyard_event_deliveries" (
  	"subscriber" text NOT NULL,
  	"position" bigint NOT NULL,
  	"tenant" text NOT NULL,
  	"event" text NOT NULL,
  	"type" text NOT NULL,
  	"lane" text NOT NULL,
  	"state" text NOT NULL,
  	"attempts" integer DEFAULT 0 NOT NULL,
  	"next_at" timestamp with time zone,
  	"lease" text,
  	"status_code" integer,
  	"said" text,
  	"created_at" timestamp with time zone NOT NULL,
  	"settled_at" timestamp with time zone,
  	CONSTRAINT "postyard_event_deliveries_subscriber_position_pk" PRIMARY KEY("subscriber","position")
  );
  
  CREATE TABLE "postyard_event_clock" (
  	"id" smallint PRIMARY KEY NOT NULL,
  	"position" bigint NOT NULL
  );
  
  CREATE TABLE "postyard_feed_items" (
  	"delivery" text PRIMARY KEY NOT NULL,
  	"tenant" text NOT NULL,
  	"channel" text NOT NULL,
  	"post" text NOT NULL,
  	"published_at" timestamp with time zone NOT NULL,
  	"item" jsonb NOT NULL
  );
  
  CREATE TABLE "postyard_feed_stamps" (
  	"channel" text PRIMARY KEY NOT NULL,
  	"tenant" text NOT NULL,
  	"digest" text NOT NULL,
  	"changed_at" timestamp with time zone NOT NULL
  );
  
  CREATE TABLE "postyard_figure_looks" (
  	"subject" text PRIMARY KEY NOT NULL,
  	"tenant" text NOT NULL,
  	"rounds" smallint NOT NULL,
  	"looked_at" timestamp with time zone NOT NULL,
  	"outcome" text NOT NULL,
  	"message" text
  );
  
  CREATE TABLE "postyard_plan_watches" (
  	"plan" text PRIMARY KEY NOT NULL,
  	"tenant" text NOT NULL,
  	"look_at" timestamp with time zone NOT NULL,
  	"since" timestamp with time zone NOT NULL,
  	"seen_at" timestamp with time zone NOT NULL,
  	"told_at" timestamp with time zone,
  	"usual" jsonb
  );
  
  CREATE TABLE "postyard_plan_halts" (
  	"plan" text PRIMARY KEY NOT NULL,
  	"tenant" text NOT NULL,
  	"until" timestamp with time zone NOT NULL
  );
  
  CREATE TABLE "postyard_plan_brakes" (
  	"plan" text NOT NULL,
  	"tenant" text NOT NULL,
  	"scope" text NOT NULL,
  	"key" text NOT NULL,
  	"kind" text NOT NULL,
  	"reason" text NOT NULL,
  	"begun_at" timestamp with time zone NOT NULL,
  	"failures" integer DEFAULT 0 NOT NULL,
  	"try_at" timestamp with time zone,
  	"probe" text,
  	"probed_at" timestamp with time zone,
  	CONSTRAINT "postyard_plan_brakes_plan_scope_key_pk" PRIMARY KEY("plan","scope","key")
  );
  
  CREATE UNLOGGED TABLE "postyard_request_counts" (
  	"key" varchar(255) PRIMARY KEY NOT NULL,
  	"points" integer DEFAULT 0 NOT NULL,
  	"expire" bigint
  );
  
  CREATE TABLE "postyard_receipt_links" (
  	"tenant" text NOT NULL,
  	"seq" bigint NOT NULL,
  	"receipt" text NOT NULL,
  	"facts" text NOT NULL,
  	"personal" text NOT NULL,
  	"salt" text,
  	"previous" text NOT NULL,
  	"sealed_at" timestamp (3) with time zone NOT NULL,
  	"hash" text NOT NULL,
  	CONSTRAINT "postyard_receipt_links_tenant_seq_pk" PRIMARY KEY("tenant","seq")
  );
  
  CREATE TABLE "postyard_receipt_heads" (
  	"tenant" text PRIMARY KEY NOT NULL,
  	"seq" bigint NOT NULL,
  	"hash" text NOT NULL
  );
  
  CREATE TABLE "postyard_unsealed_receipts" (
  	"tenant" text NOT NULL,
  	"receipt" text NOT NULL,
  	CONSTRAINT "postyard_unsealed_receipts_tenant_receipt_pk" PRIMARY KEY("tenant","receipt")
  );
  
  CREATE TABLE "postyard_series_items" (
  	"id" bigserial PRIMARY KEY NOT NULL,
  	"tenant" text NOT NULL,
  	"series_id" text NOT NULL,
  	"key" text NOT NULL,
  	"position" integer NOT NULL,
  	"title" text NOT NULL,
  	"text" text NOT NULL,
  	"link" text,
  	"image" text,
  	"image_alt" text,
  	"fields" jsonb DEFAULT '{}'::jsonb NOT NULL,
  	"hash" text NOT NULL,
  	"is_draft" boolean DEFAULT false NOT NULL,
  	"found_at" timestamp with time zone NOT NULL,
  	"changed_at" timestamp with time zone NOT NULL,
  	"gone_at" timestamp with time zone,
  	"set_aside_at" timestamp with time zone,
  	"set_aside_code" text,
  	"set_aside_reason" text,
  	"post_id" text
  );
  
  CREATE TABLE "postyard_flights" (
  	"id" bigserial PRIMARY KEY NOT NULL,
  	"tenant" text NOT NULL,
  	"series_id" text NOT NULL,
  	"day" text NOT NULL,
  	"plan_day" text NOT NULL,
  	"position" integer NOT NULL,
  	"carried" integer DEFAULT 0 NOT NULL,
  	"mode" text NOT NULL,
  	"board_name" text NOT NULL,
  	"state" text DEFAULT 'waiting' NOT NULL,
  	"item_id" bigint,
  	"plan_id" text,
  	"due_at" timestamp with time zone,
  	"not_before" timestamp with time zone,
  	"tries" integer DEFAULT 0 NOT NULL,
  	"reason_code" text,
  	"reason" text,
  	"took_off_at" timestamp with time zone,
  	"ended_at" timestamp with time zone
  );
  
  CREATE TABLE "postyard_series_flown" (
  	"item_id" bigint NOT NULL,
  	"channel_id" text NOT NULL,
  	"round" integer DEFAULT 0 NOT NULL,
  	"tenant" text NOT NULL,
  	"series_id" text NOT NULL,
  	"delivery_id" text NOT NULL,
  	"at" timestamp with time zone NOT NULL,
  	CONSTRAINT "postyard_series_flown_item_id_channel_id_round_pk" PRIMARY KEY("item_id","channel_id","round")
  );
  
  CREATE TABLE "postyard_boards" (
  	"channel_id" text NOT NULL,
  	"series_id" text NOT NULL,
  	"tenant" text NOT NULL,
  	"name" text NOT NULL,
  	"board_id" text,
  	"found_at" timestamp with time zone NOT NULL,
  	CONSTRAINT "postyard_boards_channel_id_series_id_pk" PRIMARY KEY("channel_id","series_id")
  );
  
  CREATE TABLE "postyard_watchmen" (
  	"tenant" text PRIMARY KEY NOT NULL,
  	"plan_at" timestamp with time zone NOT NULL,
  	"fly_at" timestamp with time zone NOT NULL,
  	"timezone" text
  );
  
  CREATE TABLE "postyard_series_reads" (
  	"series_id" text PRIMARY KEY NOT NULL,
  	"tenant" text NOT NULL,
  	"url" text NOT NULL,
  	"etag" text,
  	"modified" text
  );
  
  CREATE TABLE "postyard_stagings" (
  	"tenant" text NOT NULL,
  	"draft_at" timestamp (3) with time zone NOT NULL,
  	"requested_at" timestamp (3) with time zone NOT NULL,
  	"sweep_at" timestamp (3) with time zone NOT NULL,
  	"failures" smallint DEFAULT 0 NOT NULL,
  	CONSTRAINT "postyard_stagings_tenant_draft_at_pk" PRIMARY KEY("tenant","draft_at")
  );
  
  CREATE TABLE "postyard_tidying" (
  	"tenant" text PRIMARY KEY NOT NULL,
  	"next_at" timestamp with time zone NOT NULL
  );
  
  CREATE TABLE "postyard_uploads" (
  	"tenant_id" text NOT NULL,
  	"organisation" text NOT NULL,
  	"file_id" text NOT NULL,
  	"version" text NOT NULL,
  	"remote_id" text,
  	"remote_path" text,
  	"claimed_until" timestamp with time zone,
  	"uploaded_at" timestamp with time zone,
  	"seen_at" timestamp with time zone,
  	CONSTRAINT "postyard_uploads_tenant_id_organisation_file_id_version_pk" PRIMARY KEY("tenant_id","organisation","file_id","version")
  );
  
  ALTER TABLE "tenants" ADD CONSTRAINT "tenants_brand_logo_id_media_id_fk" FOREIGN KEY ("brand_logo_id") REFERENCES "public"."media"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "tenants_rels" ADD CONSTRAINT "tenants_rels_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "tenants_rels" ADD CONSTRAINT "tenants_rels_channels_fk" FOREIGN KEY ("postyard_channels_id") REFERENCES "public"."postyard_channels"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "users_field_work_hours_days" ADD CONSTRAINT "users_field_work_hours_days_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."users_field_work_hours"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "users_field_work_hours" ADD CONSTRAINT "users_field_work_hours_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "users_tenants_roles" ADD CONSTRAINT "users_tenants_roles_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."users_tenants"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "users_tenants" ADD CONSTRAINT "users_tenants_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "users_tenants" ADD CONSTRAINT "users_tenants_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "users_sessions" ADD CONSTRAINT "users_sessions_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "media" ADD CONSTRAINT "media_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "postyard_posts_parts" ADD CONSTRAINT "postyard_posts_parts_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."postyard_posts"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "postyard_posts" ADD CONSTRAINT "postyard_posts_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "postyard_posts_rels" ADD CONSTRAINT "postyard_posts_rels_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."postyard_posts"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "postyard_posts_rels" ADD CONSTRAINT "postyard_posts_rels_media_fk" FOREIGN KEY ("media_id") REFERENCES "public"."media"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "postyard_posts_rels" ADD CONSTRAINT "postyard_posts_rels_channels_fk" FOREIGN KEY ("postyard_channels_id") REFERENCES "public"."postyard_channels"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "postyard_channels_email_recipients" ADD CONSTRAINT "postyard_channels_email_recipients_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."postyard_channels"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "postyard_channels_blackouts_days" ADD CONSTRAINT "postyard_channels_blackouts_days_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."postyard_channels_blackouts"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "postyard_channels_blackouts" ADD CONSTRAINT "postyard_channels_blackouts_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."postyard_channels"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "postyard_channels" ADD CONSTRAINT "postyard_channels_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "postyard_channels_texts" ADD CONSTRAINT "postyard_channels_texts_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."postyard_channels"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "postyard_channels_rels" ADD CONSTRAINT "postyard_channels_rels_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."postyard_channels"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "postyard_channels_rels" ADD CONSTRAINT "postyard_channels_rels_users_fk" FOREIGN KEY ("users_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "postyard_plans" ADD CONSTRAINT "postyard_plans_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "postyard_plans" ADD CONSTRAINT "postyard_plans_post_id_postyard_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."postyard_posts"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "postyard_plans" ADD CONSTRAINT "postyard_plans_started_by_id_users_id_fk" FOREIGN KEY ("started_by_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "postyard_deliveries" ADD CONSTRAINT "postyard_deliveries_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "postyard_deliveries" ADD CONSTRAINT "postyard_deliveries_plan_id_postyard_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."postyard_plans"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "postyard_deliveries" ADD CONSTRAINT "postyard_deliveries_post_id_postyard_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."postyard_posts"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "postyard_deliveries" ADD CONSTRAINT "postyard_deliveries_channel_id_postyard_channels_id_fk" FOREIGN KEY ("channel_id") REFERENCES "public"."postyard_channels"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "postyard_deliveries" ADD CONSTRAINT "postyard_deliveries_rendition_id_postyard_renditions_id_fk" FOREIGN KEY ("rendition_id") REFERENCES "public"."postyard_renditions"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "postyard_deliveries" ADD CONSTRAINT "postyard_deliveries_entitlement_id_postyard_entitlements_id_fk" FOREIGN KEY ("entitlement_id") REFERENCES "public"."postyard_entitlements"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "postyard_receipts" ADD CONSTRAINT "postyard_receipts_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "postyard_receipts" ADD CONSTRAINT "postyard_receipts_delivery_id_postyard_deliveries_id_fk" FOREIGN KEY ("delivery_id") REFERENCES "public"."postyard_deliveries"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "postyard_receipts" ADD CONSTRAINT "postyard_receipts_plan_id_postyard_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."postyard_plans"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "postyard_receipts" ADD CONSTRAINT "postyard_receipts_channel_id_postyard_channels_id_fk" FOREIGN KEY ("channel_id") REFERENCES "public"."postyard_channels"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "postyard_receipts" ADD CONSTRAINT "postyard_receipts_entitlement_id_postyard_entitlements_id_fk" FOREIGN KEY ("entitlement_id") REFERENCES "public"."postyard_entitlements"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "postyard_assist_tasks" ADD CONSTRAINT "postyard_assist_tasks_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "postyard_assist_tasks" ADD CONSTRAINT "postyard_assist_tasks_delivery_id_postyard_deliveries_id_fk" FOREIGN KEY ("delivery_id") REFERENCES "public"."postyard_deliveries"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "postyard_assist_tasks" ADD CONSTRAINT "postyard_assist_tasks_channel_id_postyard_channels_id_fk" FOREIGN KEY ("channel_id") REFERENCES "public"."postyard_channels"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "postyard_assist_tasks" ADD CONSTRAINT "postyard_assist_tasks_assignee_id_users_id_fk" FOREIGN KEY ("assignee_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "postyard_assist_tasks" ADD CONSTRAINT "postyard_assist_tasks_opened_by_id_users_id_fk" FOREIGN KEY ("opened_by_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "postyard_assist_tasks" ADD CONSTRAINT "postyard_assist_tasks_proof_id_media_id_fk" FOREIGN KEY ("proof_id") REFERENCES "public"."media"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "postyard_assist_tasks" ADD CONSTRAINT "postyard_assist_tasks_answered_by_id_users_id_fk" FOREIGN KEY ("answered_by_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "postyard_devices" ADD CONSTRAINT "postyard_devices_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "postyard_renditions" ADD CONSTRAINT "postyard_renditions_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "postyard_renditions" ADD CONSTRAINT "postyard_renditions_file_id_media_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."media"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "postyard_figures" ADD CONSTRAINT "postyard_figures_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "postyard_figures" ADD CONSTRAINT "postyard_figures_channel_id_postyard_channels_id_fk" FOREIGN KEY ("channel_id") REFERENCES "public"."postyard_channels"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "postyard_figures" ADD CONSTRAINT "postyard_figures_delivery_id_postyard_deliveries_id_fk" FOREIGN KEY ("delivery_id") REFERENCES "public"."postyard_deliveries"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "postyard_events" ADD CONSTRAINT "postyard_events_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "postyard_events" ADD CONSTRAINT "postyard_events_delivery_id_postyard_deliveries_id_fk" FOREIGN KEY ("delivery_id") REFERENCES "public"."postyard_deliveries"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "postyard_events" ADD CONSTRAINT "postyard_events_plan_id_postyard_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."postyard_plans"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "postyard_subscribers" ADD CONSTRAINT "postyard_subscribers_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "postyard_api_keys" ADD CONSTRAINT "postyard_api_keys_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "postyard_api_keys" ADD CONSTRAINT "postyard_api_keys_made_by_id_users_id_fk" FOREIGN KEY ("made_by_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "postyard_entitlements" ADD CONSTRAINT "postyard_entitlements_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "postyard_entitlements" ADD CONSTRAINT "postyard_entitlements_key_id_postyard_api_keys_id_fk" FOREIGN KEY ("key_id") REFERENCES "public"."postyard_api_keys"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "postyard_entitlements" ADD CONSTRAINT "postyard_entitlements_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "postyard_entitlements" ADD CONSTRAINT "postyard_entitlements_post_id_postyard_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."postyard_posts"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "postyard_entitlements_rels" ADD CONSTRAINT "postyard_entitlements_rels_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."postyard_entitlements"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "postyard_entitlements_rels" ADD CONSTRAINT "postyard_entitlements_rels_channels_fk" FOREIGN KEY ("postyard_channels_id") REFERENCES "public"."postyard_channels"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "postyard_series" ADD CONSTRAINT "postyard_series_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "postyard_series_rels" ADD CONSTRAINT "postyard_series_rels_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."postyard_series"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "postyard_series_rels" ADD CONSTRAINT "postyard_series_rels_channels_fk" FOREIGN KEY ("postyard_channels_id") REFERENCES "public"."postyard_channels"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "postyard_flight_plans" ADD CONSTRAINT "postyard_flight_plans_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "postyard_campaigns" ADD CONSTRAINT "postyard_campaigns_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "postyard_clips" ADD CONSTRAINT "postyard_clips_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "postyard_clips" ADD CONSTRAINT "postyard_clips_campaign_id_postyard_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."postyard_campaigns"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "postyard_clips" ADD CONSTRAINT "postyard_clips_video_id_media_id_fk" FOREIGN KEY ("video_id") REFERENCES "public"."media"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "postyard_influencers" ADD CONSTRAINT "postyard_influencers_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "postyard_influencers" ADD CONSTRAINT "postyard_influencers_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "postyard_influencers_rels" ADD CONSTRAINT "postyard_influencers_rels_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."postyard_influencers"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "postyard_influencers_rels" ADD CONSTRAINT "postyard_influencers_rels_channels_fk" FOREIGN KEY ("postyard_channels_id") REFERENCES "public"."postyard_channels"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "postyard_claims" ADD CONSTRAINT "postyard_claims_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "postyard_claims" ADD CONSTRAINT "postyard_claims_influencer_id_postyard_influencers_id_fk" FOREIGN KEY ("influencer_id") REFERENCES "public"."postyard_influencers"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "postyard_claims" ADD CONSTRAINT "postyard_claims_clip_id_postyard_clips_id_fk" FOREIGN KEY ("clip_id") REFERENCES "public"."postyard_clips"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "postyard_claims" ADD CONSTRAINT "postyard_claims_campaign_id_postyard_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."postyard_campaigns"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "postyard_claims" ADD CONSTRAINT "postyard_claims_post_id_postyard_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."postyard_posts"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "postyard_claims" ADD CONSTRAINT "postyard_claims_plan_id_postyard_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."postyard_plans"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "payload_jobs_log" ADD CONSTRAINT "payload_jobs_log_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."payload_jobs"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."payload_locked_documents"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_tenants_fk" FOREIGN KEY ("tenants_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_users_fk" FOREIGN KEY ("users_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_media_fk" FOREIGN KEY ("media_id") REFERENCES "public"."media"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_posts_fk" FOREIGN KEY ("postyard_posts_id") REFERENCES "public"."postyard_posts"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_channels_fk" FOREIGN KEY ("postyard_channels_id") REFERENCES "public"."postyard_channels"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_plans_fk" FOREIGN KEY ("postyard_plans_id") REFERENCES "public"."postyard_plans"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_deliveries_fk" FOREIGN KEY ("postyard_deliveries_id") REFERENCES "public"."postyard_deliveries"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_receipts_fk" FOREIGN KEY ("postyard_receipts_id") REFERENCES "public"."postyard_receipts"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_assist_tasks_fk" FOREIGN KEY ("postyard_assist_tasks_id") REFERENCES "public"."postyard_assist_tasks"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_devices_fk" FOREIGN KEY ("postyard_devices_id") REFERENCES "public"."postyard_devices"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_renditions_fk" FOREIGN KEY ("postyard_renditions_id") REFERENCES "public"."postyard_renditions"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_figures_fk" FOREIGN KEY ("postyard_figures_id") REFERENCES "public"."postyard_figures"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_events_fk" FOREIGN KEY ("postyard_events_id") REFERENCES "public"."postyard_events"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_subscribers_fk" FOREIGN KEY ("postyard_subscribers_id") REFERENCES "public"."postyard_subscribers"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_api_keys_fk" FOREIGN KEY ("postyard_api_keys_id") REFERENCES "public"."postyard_api_keys"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_entitlements_fk" FOREIGN KEY ("postyard_entitlements_id") REFERENCES "public"."postyard_entitlements"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_idempotency_keys_fk" FOREIGN KEY ("postyard_idempotency_keys_id") REFERENCES "public"."postyard_idempotency_keys"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_series_fk" FOREIGN KEY ("postyard_series_id") REFERENCES "public"."postyard_series"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_flight_plans_fk" FOREIGN KEY ("postyard_flight_plans_id") REFERENCES "public"."postyard_flight_plans"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_campaigns_fk" FOREIGN KEY ("postyard_campaigns_id") REFERENCES "public"."postyard_campaigns"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_clips_fk" FOREIGN KEY ("postyard_clips_id") REFERENCES "public"."postyard_clips"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_influencers_fk" FOREIGN KEY ("postyard_influencers_id") REFERENCES "public"."postyard_influencers"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_claims_fk" FOREIGN KEY ("postyard_claims_id") REFERENCES "public"."postyard_claims"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_preferences_rels" ADD CONSTRAINT "payload_preferences_rels_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."payload_preferences"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_preferences_rels" ADD CONSTRAINT "payload_preferences_rels_users_fk" FOREIGN KEY ("users_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;
  CREATE UNIQUE INDEX "tenants_slug_idx" ON "tenants" USING btree ("slug");
  CREATE INDEX "tenants_postiz_postiz_key_fingerprint_idx" ON "tenants" USING btree ("postiz_key_fingerprint");
  CREATE INDEX "tenants_brand_brand_logo_idx" ON "tenants" USING btree ("brand_logo_id");
  CREATE INDEX "tenants_updated_at_idx" ON "tenants" USING btree ("updated_at");
  CREATE INDEX "tenants_created_at_idx" ON "tenants" USING btree ("created_at");
  CREATE INDEX "tenants_rels_order_idx" ON "tenants_rels" USING btree ("order");
  CREATE INDEX "tenants_rels_parent_idx" ON "tenants_rels" USING btree ("parent_id");
  CREATE INDEX "tenants_rels_path_idx" ON "tenants_rels" USING btree ("path");
  CREATE INDEX "tenants_rels_postyard_channels_id_idx" ON "tenants_rels" USING btree ("postyard_channels_id");
  CREATE INDEX "users_field_work_hours_days_order_idx" ON "users_field_work_hours_days" USING btree ("order");
  CREATE INDEX "users_field_work_hours_days_parent_idx" ON "users_field_work_hours_days" USING btree ("parent_id");
  CREATE INDEX "users_field_work_hours_order_idx" ON "users_field_work_hours" USING btree ("_order");
  CREATE INDEX "users_field_work_hours_parent_id_idx" ON "users_field_work_hours" USING btree ("_parent_id");
  CREATE INDEX "users_tenants_roles_order_idx" ON "users_tenants_roles" USING btree ("order");
  CREATE INDEX "users_tenants_roles_parent_idx" ON "users_tenants_roles" USING btree ("parent_id");
  CREATE INDEX "users_tenants_order_idx" ON "users_tenants" USING btree ("_order");
  CREATE INDEX "users_tenants_parent_id_idx" ON "users_tenants" USING btree ("_parent_id");
  CREATE INDEX "users_tenants_tenant_idx" ON "users_tenants" USING btree ("tenant_id");
  CREATE INDEX "users_sessions_order_idx" ON "users_sessions" USING btree ("_order");
  CREATE INDEX "users_sessions_parent_id_idx" ON "users_sessions" USING btree ("_parent_id");
  CREATE INDEX "users_updated_at_idx" ON "users" USING btree ("updated_at");
  CREATE INDEX "users_created_at_idx" ON "users" USING btree ("created_at");
  CREATE UNIQUE INDEX "users_email_idx" ON "users" USING btree ("email");
  CREATE INDEX "media_tenant_idx" ON "media" USING btree ("tenant_id");
  CREATE INDEX "media_influencer_idx" ON "media" USING btree ("influencer");
  CREATE INDEX "media_updated_at_idx" ON "media" USING btree ("updated_at");
  CREATE INDEX "media_created_at_idx" ON "media" USING btree ("created_at");
  CREATE INDEX "media_deleted_at_idx" ON "media" USING btree ("deleted_at");
  CREATE UNIQUE INDEX "media_filename_idx" ON "media" USING btree ("filename");
  CREATE INDEX "media_sizes_thumbnail_sizes_thumbnail_filename_idx" ON "media" USING btree ("sizes_thumbnail_filename");
  CREATE INDEX "postyard_posts_parts_order_idx" ON "postyard_posts_parts" USING btree ("_order");
  CREATE INDEX "postyard_posts_parts_parent_id_idx" ON "postyard_posts_parts" USING btree ("_parent_id");
  CREATE INDEX "postyard_posts_tenant_idx" ON "postyard_posts" USING btree ("tenant_id");
  CREATE INDEX "postyard_posts_updated_at_idx" ON "postyard_posts" USING btree ("updated_at");
  CREATE INDEX "postyard_posts_created_at_idx" ON "postyard_posts" USING btree ("created_at");
  CREATE INDEX "postyard_posts_deleted_at_idx" ON "postyard_posts" USING btree ("deleted_at");
  CREATE INDEX "postyard_posts_rels_order_idx" ON "postyard_posts_rels" USING btree ("order");
  CREATE INDEX "postyard_posts_rels_parent_idx" ON "postyard_posts_rels" USING btree ("parent_id");
  CREATE INDEX "postyard_posts_rels_path_idx" ON "postyard_posts_rels" USING btree ("path");
  CREATE INDEX "postyard_posts_rels_media_id_idx" ON "postyard_posts_rels" USING btree ("media_id");
  CREATE INDEX "postyard_posts_rels_postyard_channels_id_idx" ON "postyard_posts_rels" USING btree ("postyard_channels_id");
  CREATE INDEX "postyard_channels_email_recipients_order_idx" ON "postyard_channels_email_recipients" USING btree ("_order");
  CREATE INDEX "postyard_channels_email_recipients_parent_id_idx" ON "postyard_channels_email_recipients" USING btree ("_parent_id");
  CREATE INDEX "postyard_channels_blackouts_days_order_idx" ON "postyard_channels_blackouts_days" USING btree ("order");
  CREATE INDEX "postyard_channels_blackouts_days_parent_idx" ON "postyard_channels_blackouts_days" USING btree ("parent_id");
  CREATE INDEX "postyard_channels_blackouts_order_idx" ON "postyard_channels_blackouts" USING btree ("_order");
  CREATE INDEX "postyard_channels_blackouts_parent_id_idx" ON "postyard_channels_blackouts" USING btree ("_parent_id");
  CREATE INDEX "postyard_channels_tenant_idx" ON "postyard_channels" USING btree ("tenant_id");
  CREATE INDEX "postyard_channels_updated_at_idx" ON "postyard_channels" USING btree ("updated_at");
  CREATE INDEX "postyard_channels_created_at_idx" ON "postyard_channels" USING btree ("created_at");
  CREATE UNIQUE INDEX "postyard_channels_once" ON "postyard_channels" USING btree ("tenant_id","integration_id") WHERE integration_id is not null;
  CREATE INDEX "postyard_channels_texts_order_parent" ON "postyard_channels_texts" USING btree ("order","parent_id");
  CREATE INDEX "postyard_channels_rels_order_idx" ON "postyard_channels_rels" USING btree ("order");
  CREATE INDEX "postyard_channels_rels_parent_idx" ON "postyard_channels_rels" USING btree ("parent_id");
  CREATE INDEX "postyard_channels_rels_path_idx" ON "postyard_channels_rels" USING btree ("path");
  CREATE INDEX "postyard_channels_rels_users_id_idx" ON "postyard_channels_rels" USING btree ("users_id");
  CREATE INDEX "postyard_plans_post_idx" ON "postyard_plans" USING btree ("post_id");
  CREATE INDEX "postyard_plans_started_by_idx" ON "postyard_plans" USING btree ("started_by_id");
  CREATE INDEX "postyard_plans_updated_at_idx" ON "postyard_plans" USING btree ("updated_at");
  CREATE INDEX "postyard_plans_created_at_idx" ON "postyard_plans" USING btree ("created_at");
  CREATE INDEX "postyard_plans_made" ON "postyard_plans" USING btree ("tenant_id","created_at","id");
  CREATE INDEX "postyard_deliveries_tenant_idx" ON "postyard_deliveries" USING btree ("tenant_id");
  CREATE INDEX "postyard_deliveries_post_idx" ON "postyard_deliveries" USING btree ("post_id");
  CREATE INDEX "postyard_deliveries_wake" ON "postyard_deliveries" USING btree ("wake_at") WHERE wake_at is not null;
  CREATE INDEX "postyard_deliveries_deadline" ON "postyard_deliveries" USING btree ("deadline_at") WHERE deadline_at is not null;
  CREATE INDEX "postyard_deliveries_troubled" ON "postyard_deliveries" USING btree ("state","updated_at") WHERE state in ('awaiting_human', 'unknown', 'failed', 'expired');
  CREATE INDEX "postyard_deliveries_live" ON "postyard_deliveries" USING btree ("tenant_id","executed_at") WHERE state = 'published' and draft_id is not null;
  CREATE INDEX "postyard_deliveries_submitted" ON "postyard_deliveries" USING btree ("tenant_id") WHERE state = 'submitted';
  CREATE INDEX "postyard_deliveries_gone" ON "postyard_deliveries" USING btree ("channel_id","executed_at") WHERE executed_at is not null;
  CREATE INDEX "postyard_deliveries_channel" ON "postyard_deliveries" USING btree ("channel_id","scheduled_at");
  CREATE INDEX "postyard_deliveries_rendition" ON "postyard_deliveries" USING btree ("rendition_id") WHERE rendition_id is not null;
  CREATE INDEX "postyard_deliveries_entitled" ON "postyard_deliveries" USING btree ("entitlement_id") WHERE entitlement_id is not null;
  CREATE INDEX "postyard_deliveries_unstaged" ON "postyard_deliveries" USING btree ("tenant_id","wake_at") WHERE state = 'scheduled' and kind = 'postiz' and draft_state in ('none', 'dirty');
  CREATE INDEX "postyard_deliveries_asking" ON "postyard_deliveries" USING btree ("tenant_id","scheduled_at") WHERE state = 'queued' and kind = 'manual';
  CREATE INDEX "postyard_deliveries_media" ON "postyard_deliveries" USING btree ("tenant_id") WHERE state = 'held' and reason_code in ('MEDIA_PENDING', 'MEDIA_FAILED');
  CREATE UNIQUE INDEX "postyard_deliveries_once" ON "postyard_deliveries" USING btree ("plan_id","channel_id");
  CREATE UNIQUE INDEX "postyard_deliveries_draft" ON "postyard_deliveries" USING btree ("channel_id","draft_at") WHERE draft_at is not null;
  CREATE INDEX "postyard_receipts_tenant_idx" ON "postyard_receipts" USING btree ("tenant_id");
  CREATE INDEX "postyard_receipts_delivery_idx" ON "postyard_receipts" USING btree ("delivery_id");
  CREATE INDEX "postyard_receipts_plan_idx" ON "postyard_receipts" USING btree ("plan_id");
  CREATE INDEX "postyard_receipts_channel_idx" ON "postyard_receipts" USING btree ("channel_id");
  CREATE INDEX "postyard_receipts_updated_at_idx" ON "postyard_receipts" USING btree ("updated_at");
  CREATE INDEX "postyard_receipts_created_at_idx" ON "postyard_receipts" USING btree ("created_at");
  CREATE INDEX "postyard_assist_tasks_tenant_idx" ON "postyard_assist_tasks" USING btree ("tenant_id");
  CREATE INDEX "postyard_assist_tasks_delivery_idx" ON "postyard_assist_tasks" USING btree ("delivery_id");
  CREATE INDEX "postyard_assist_tasks_channel_idx" ON "postyard_assist_tasks" USING btree ("channel_id");
  CREATE INDEX "postyard_assist_tasks_assignee_idx" ON "postyard_assist_tasks" USING btree ("assignee_id");
  CREATE INDEX "postyard_assist_tasks_opened_by_idx" ON "postyard_assist_tasks" USING btree ("opened_by_id");
  CREATE INDEX "postyard_assist_tasks_proof_idx" ON "postyard_assist_tasks" USING btree ("proof_id");
  CREATE INDEX "postyard_assist_tasks_answered_by_idx" ON "postyard_assist_tasks" USING btree ("answered_by_id");
  CREATE INDEX "postyard_assist_tasks_updated_at_idx" ON "postyard_assist_tasks" USING btree ("updated_at");
  CREATE INDEX "postyard_assist_tasks_created_at_idx" ON "postyard_assist_tasks" USING btree ("created_at");
  CREATE UNIQUE INDEX "postyard_assist_tasks_open" ON "postyard_assist_tasks" USING btree ("delivery_id") WHERE outcome is null;
  CREATE INDEX "postyard_assist_tasks_load" ON "postyard_assist_tasks" USING btree ("assignee_id","tenant_id") WHERE outcome is null;
  CREATE INDEX "postyard_assist_tasks_watched" ON "postyard_assist_tasks" USING btree ("tenant_id","deadline_at") WHERE outcome is null or outcome = 'expired';
  CREATE INDEX "postyard_assist_tasks_today" ON "postyard_assist_tasks" USING btree ("assignee_id","assigned_at");
  CREATE INDEX "postyard_devices_user_idx" ON "postyard_devices" USING btree ("user_id");
  CREATE UNIQUE INDEX "postyard_devices_token_idx" ON "postyard_devices" USING btree ("token");
  CREATE INDEX "postyard_devices_updated_at_idx" ON "postyard_devices" USING btree ("updated_at");
  CREATE INDEX "postyard_devices_created_at_idx" ON "postyard_devices" USING btree ("created_at");
  CREATE INDEX "postyard_renditions_tenant_idx" ON "postyard_renditions" USING btree ("tenant_id");
  CREATE INDEX "postyard_renditions_file_idx" ON "postyard_renditions" USING btree ("file_id");
  CREATE INDEX "postyard_renditions_updated_at_idx" ON "postyard_renditions" USING btree ("updated_at");
  CREATE INDEX "postyard_renditions_created_at_idx" ON "postyard_renditions" USING btree ("created_at");
  CREATE UNIQUE INDEX "postyard_renditions_once" ON "postyard_renditions" USING btree ("tenant_id","key");
  CREATE INDEX "postyard_figures_tenant_idx" ON "postyard_figures" USING btree ("tenant_id");
  CREATE INDEX "postyard_figures_channel_idx" ON "postyard_figures" USING btree ("channel_id");
  CREATE INDEX "postyard_figures_delivery_idx" ON "postyard_figures" USING btree ("delivery_id");
  CREATE INDEX "postyard_figures_updated_at_idx" ON "postyard_figures" USING btree ("updated_at");
  CREATE INDEX "postyard_figures_created_at_idx" ON "postyard_figures" USING btree ("created_at");
  CREATE UNIQUE INDEX "postyard_figures_channel" ON "postyard_figures" USING btree ("channel_id","label","date") WHERE delivery_id is null;
  CREATE UNIQUE INDEX "postyard_figures_delivery" ON "postyard_figures" USING btree ("delivery_id","label","date") WHERE delivery_id is not null;
  CREATE INDEX "postyard_events_delivery_idx" ON "postyard_events" USING btree ("delivery_id");
  CREATE INDEX "postyard_events_plan_idx" ON "postyard_events" USING btree ("plan_id");
  CREATE INDEX "postyard_events_created_at_idx" ON "postyard_events" USING btree ("created_at");
  CREATE INDEX "postyard_events_waiting" ON "postyard_events" USING btree ("seq") WHERE position is null;
  CREATE UNIQUE INDEX "postyard_events_published" ON "postyard_events" USING btree ("delivery_id") WHERE type = 'distribution.published';
  CREATE UNIQUE INDEX "postyard_events_completed" ON "postyard_events" USING btree ("plan_id",(data->>'run')) WHERE type = 'distribution.plan.completed';
  CREATE UNIQUE INDEX "postyard_events_order" ON "postyard_events" USING btree ("tenant_id","position");
  CREATE INDEX "postyard_subscribers_tenant_idx" ON "postyard_subscribers" USING btree ("tenant_id");
  CREATE INDEX "postyard_subscribers_updated_at_idx" ON "postyard_subscribers" USING btree ("updated_at");
  CREATE INDEX "postyard_subscribers_created_at_idx" ON "postyard_subscribers" USING btree ("created_at");
  CREATE INDEX "postyard_api_keys_tenant_idx" ON "postyard_api_keys" USING btree ("tenant_id");
  CREATE INDEX "postyard_api_keys_made_by_idx" ON "postyard_api_keys" USING btree ("made_by_id");
  CREATE INDEX "postyard_api_keys_updated_at_idx" ON "postyard_api_keys" USING btree ("updated_at");
  CREATE INDEX "postyard_api_keys_created_at_idx" ON "postyard_api_keys" USING btree ("created_at");
  CREATE INDEX "postyard_entitlements_tenant_idx" ON "postyard_entitlements" USING btree ("tenant_id");
  CREATE INDEX "postyard_entitlements_key_idx" ON "postyard_entitlements" USING btree ("key_id");
  CREATE INDEX "postyard_entitlements_user_idx" ON "postyard_entitlements" USING btree ("user_id");
  CREATE INDEX "postyard_entitlements_post_idx" ON "postyard_entitlements" USING btree ("post_id");
  CREATE INDEX "postyard_entitlements_updated_at_idx" ON "postyard_entitlements" USING btree ("updated_at");
  CREATE INDEX "postyard_entitlements_created_at_idx" ON "postyard_entitlements" USING btree ("created_at");
  CREATE INDEX "postyard_entitlements_rels_order_idx" ON "postyard_entitlements_rels" USING btree ("order");
  CREATE INDEX "postyard_entitlements_rels_parent_idx" ON "postyard_entitlements_rels" USING btree ("parent_id");
  CREATE INDEX "postyard_entitlements_rels_path_idx" ON "postyard_entitlements_rels" USING btree ("path");
  CREATE INDEX "postyard_entitlements_rels_postyard_channels_id_idx" ON "postyard_entitlements_rels" USING btree ("postyard_channels_id");
  CREATE UNIQUE INDEX "postyard_idempotency_keys_scope_idx" ON "postyard_idempotency_keys" USING btree ("scope");
  CREATE INDEX "postyard_idempotency_keys_expires_at_idx" ON "postyard_idempotency_keys" USING btree ("expires_at");
  CREATE INDEX "postyard_idempotency_keys_updated_at_idx" ON "postyard_idempotency_keys" USING btree ("updated_at");
  CREATE INDEX "postyard_idempotency_keys_created_at_idx" ON "postyard_idempotency_keys" USING btree ("created_at");
  CREATE INDEX "postyard_series_tenant_idx" ON "postyard_series" USING btree ("tenant_id");
  CREATE INDEX "postyard_series_updated_at_idx" ON "postyard_series" USING btree ("updated_at");
  CREATE INDEX "postyard_series_created_at_idx" ON "postyard_series" USING btree ("created_at");
  CREATE UNIQUE INDEX "tenant_slug_idx" ON "postyard_series" USING btree ("tenant_id","slug");
  CREATE INDEX "postyard_series_rels_order_idx" ON "postyard_series_rels" USING btree ("order");
  CREATE INDEX "postyard_series_rels_parent_idx" ON "postyard_series_rels" USING btree ("parent_id");
  CREATE INDEX "postyard_series_rels_path_idx" ON "postyard_series_rels" USING btree ("path");
  CREATE INDEX "postyard_series_rels_postyard_channels_id_idx" ON "postyard_series_rels" USING btree ("postyard_channels_id");
  CREATE INDEX "postyard_flight_plans_tenant_idx" ON "postyard_flight_plans" USING btree ("tenant_id");
  CREATE INDEX "postyard_flight_plans_updated_at_idx" ON "postyard_flight_plans" USING btree ("updated_at");
  CREATE INDEX "postyard_flight_plans_created_at_idx" ON "postyard_flight_plans" USING btree ("created_at");
  CREATE UNIQUE INDEX "tenant_day_idx" ON "postyard_flight_plans" USING btree ("tenant_id","day");
  CREATE INDEX "postyard_campaigns_tenant_idx" ON "postyard_campaigns" USING btree ("tenant_id");
  CREATE INDEX "postyard_campaigns_updated_at_idx" ON "postyard_campaigns" USING btree ("updated_at");
  CREATE INDEX "postyard_campaigns_created_at_idx" ON "postyard_campaigns" USING btree ("created_at");
  CREATE UNIQUE INDEX "tenant_reference_idx" ON "postyard_campaigns" USING btree ("tenant_id","reference");
  CREATE INDEX "postyard_clips_tenant_idx" ON "postyard_clips" USING btree ("tenant_id");
  CREATE INDEX "postyard_clips_campaign_idx" ON "postyard_clips" USING btree ("campaign_id");
  CREATE INDEX "postyard_clips_video_idx" ON "postyard_clips" USING btree ("video_id");
  CREATE INDEX "postyard_clips_updated_at_idx" ON "postyard_clips" USING btree ("updated_at");
  CREATE INDEX "postyard_clips_created_at_idx" ON "postyard_clips" USING btree ("created_at");
  CREATE UNIQUE INDEX "tenant_reference_1_idx" ON "postyard_clips" USING btree ("tenant_id","reference");
  CREATE INDEX "postyard_influencers_tenant_idx" ON "postyard_influencers" USING btree ("tenant_id");
  CREATE INDEX "postyard_influencers_user_idx" ON "postyard_influencers" USING btree ("user_id");
  CREATE INDEX "postyard_influencers_updated_at_idx" ON "postyard_influencers" USING btree ("updated_at");
  CREATE INDEX "postyard_influencers_created_at_idx" ON "postyard_influencers" USING btree ("created_at");
  CREATE UNIQUE INDEX "tenant_reference_2_idx" ON "postyard_influencers" USING btree ("tenant_id","reference");
  CREATE UNIQUE INDEX "tenant_user_idx" ON "postyard_influencers" USING btree ("tenant_id","user_id");
  CREATE INDEX "postyard_influencers_rels_order_idx" ON "postyard_influencers_rels" USING btree ("order");
  CREATE INDEX "postyard_influencers_rels_parent_idx" ON "postyard_influencers_rels" USING btree ("parent_id");
  CREATE INDEX "postyard_influencers_rels_path_idx" ON "postyard_influencers_rels" USING btree ("path");
  CREATE INDEX "postyard_influencers_rels_postyard_channels_id_idx" ON "postyard_influencers_rels" USING btree ("postyard_channels_id");
  CREATE INDEX "postyard_claims_tenant_idx" ON "postyard_claims" USING btree ("tenant_id");
  CREATE INDEX "postyard_claims_claim_id_idx" ON "postyard_claims" USING btree ("claim_id");
  CREATE INDEX "postyard_claims_influencer_idx" ON "postyard_claims" USING btree ("influencer_id");
  CREATE INDEX "postyard_claims_clip_idx" ON "postyard_claims" USING btree ("clip_id");
  CREATE INDEX "postyard_claims_campaign_idx" ON "postyard_claims" USING btree ("campaign_id");
  CREATE INDEX "postyard_claims_post_idx" ON "postyard_claims" USING btree ("post_id");
  CREATE INDEX "postyard_claims_plan_idx" ON "postyard_claims" USING btree ("plan_id");
  CREATE INDEX "postyard_claims_updated_at_idx" ON "postyard_claims" USING btree ("updated_at");
  CREATE INDEX "postyard_claims_created_at_idx" ON "postyard_claims" USING btree ("created_at");
  CREATE UNIQUE INDEX "tenant_claimId_idx" ON "postyard_claims" USING btree ("tenant_id","claim_id");
  CREATE UNIQUE INDEX "influencer_clip_campaign_idx" ON "postyard_claims" USING btree ("influencer_id","clip_id","campaign_id");
  CREATE INDEX "postyard_claims_ending" ON "postyard_claims" USING btree ("expires_at") WHERE accepted_at is null and cancelled_at is null and expired_at is null;
  CREATE INDEX "postyard_claims_earlier" ON "postyard_claims" USING gin (earlier jsonb_path_ops) WHERE earlier is not null;
  CREATE UNIQUE INDEX "payload_kv_key_idx" ON "payload_kv" USING btree ("key");
  CREATE INDEX "payload_jobs_log_order_idx" ON "payload_jobs_log" USING btree ("_order");
  CREATE INDEX "payload_jobs_log_parent_id_idx" ON "payload_jobs_log" USING btree ("_parent_id");
  CREATE INDEX "payload_jobs_claim_idx" ON "payload_jobs" USING btree (queue,coalesce(wait_until, created_at),created_at,id) WHERE "payload_jobs"."completed_at" is null and "payload_jobs"."has_error" is not true;
  CREATE INDEX "payload_jobs_lane_idx" ON "payload_jobs" USING btree (queue,(urgent is not true),coalesce(group_key, ''),coalesce(resource_key, ''),coalesce(wait_until, created_at),created_at,id) WHERE "payload_jobs"."completed_at" is null and "payload_jobs"."has_error" is not true;
  CREATE INDEX "payload_jobs_finished_idx" ON "payload_jobs" USING btree ("completed_at") WHERE "payload_jobs"."completed_at" is not null;
  CREATE INDEX "payload_jobs_failed_idx" ON "payload_jobs" USING btree ("updated_at") WHERE "payload_jobs"."has_error";
  CREATE INDEX "payload_locked_documents_global_slug_idx" ON "payload_locked_documents" USING btree ("global_slug");
  CREATE INDEX "payload_locked_documents_updated_at_idx" ON "payload_locked_documents" USING btree ("updated_at");
  CREATE INDEX "payload_locked_documents_created_at_idx" ON "payload_locked_documents" USING btree ("created_at");
  CREATE INDEX "payload_locked_documents_rels_order_idx" ON "payload_locked_documents_rels" USING btree ("order");
  CREATE INDEX "payload_locked_documents_rels_parent_idx" ON "payload_locked_documents_rels" USING btree ("parent_id");
  CREATE INDEX "payload_locked_documents_rels_path_idx" ON "payload_locked_documents_rels" USING btree ("path");
  CREATE INDEX "payload_locked_documents_rels_tenants_id_idx" ON "payload_locked_documents_rels" USING btree ("tenants_id");
  CREATE INDEX "payload_locked_documents_rels_users_id_idx" ON "payload_locked_documents_rels" USING btree ("users_id");
  CREATE INDEX "payload_locked_documents_rels_media_id_idx" ON "payload_locked_documents_rels" USING btree ("media_id");
  CREATE INDEX "payload_locked_documents_rels_postyard_posts_id_idx" ON "payload_locked_documents_rels" USING btree ("postyard_posts_id");
  CREATE INDEX "payload_locked_documents_rels_postyard_channels_id_idx" ON "payload_locked_documents_rels" USING btree ("postyard_channels_id");
  CREATE INDEX "payload_locked_documents_rels_postyard_plans_id_idx" ON "payload_locked_documents_rels" USING btree ("postyard_plans_id");
  CREATE INDEX "payload_locked_documents_rels_postyard_deliveries_id_idx" ON "payload_locked_documents_rels" USING btree ("postyard_deliveries_id");
  CREATE INDEX "payload_locked_documents_rels_postyard_receipts_id_idx" ON "payload_locked_documents_rels" USING btree ("postyard_receipts_id");
  CREATE INDEX "payload_locked_documents_rels_postyard_assist_tasks_id_idx" ON "payload_locked_documents_rels" USING btree ("postyard_assist_tasks_id");
  CREATE INDEX "payload_locked_documents_rels_postyard_devices_id_idx" ON "payload_locked_documents_rels" USING btree ("postyard_devices_id");
  CREATE INDEX "payload_locked_documents_rels_postyard_renditions_id_idx" ON "payload_locked_documents_rels" USING btree ("postyard_renditions_id");
  CREATE INDEX "payload_locked_documents_rels_postyard_figures_id_idx" ON "payload_locked_documents_rels" USING btree ("postyard_figures_id");
  CREATE INDEX "payload_locked_documents_rels_postyard_events_id_idx" ON "payload_locked_documents_rels" USING btree ("postyard_events_id");
  CREATE INDEX "payload_locked_documents_rels_postyard_subscribers_id_idx" ON "payload_locked_documents_rels" USING btree ("postyard_subscribers_id");
  CREATE INDEX "payload_locked_documents_rels_postyard_api_keys_id_idx" ON "payload_locked_documents_rels" USING btree ("postyard_api_keys_id");
  CREATE INDEX "payload_locked_documents_rels_postyard_entitlements_id_idx" ON "payload_locked_documents_rels" USING btree ("postyard_entitlements_id");
  CREATE INDEX "payload_locked_documents_rels_postyard_idempotency_keys__idx" ON "payload_locked_documents_rels" USING btree ("postyard_idempotency_keys_id");
  CREATE INDEX "payload_locked_documents_rels_postyard_series_id_idx" ON "payload_locked_documents_rels" USING btree ("postyard_series_id");
  CREATE INDEX "payload_locked_documents_rels_postyard_flight_plans_id_idx" ON "payload_locked_documents_rels" USING btree ("postyard_flight_plans_id");
  CREATE INDEX "payload_locked_documents_rels_postyard_campaigns_id_idx" ON "payload_locked_documents_rels" USING btree ("postyard_campaigns_id");
  CREATE INDEX "payload_locked_documents_rels_postyard_clips_id_idx" ON "payload_locked_documents_rels" USING btree ("postyard_clips_id");
  CREATE INDEX "payload_locked_documents_rels_postyard_influencers_id_idx" ON "payload_locked_documents_rels" USING btree ("postyard_influencers_id");
  CREATE INDEX "payload_locked_documents_rels_postyard_claims_id_idx" ON "payload_locked_documents_rels" USING btree ("postyard_claims_id");
  CREATE INDEX "payload_preferences_key_idx" ON "payload_preferences" USING btree ("key");
  CREATE INDEX "payload_preferences_updated_at_idx" ON "payload_preferences" USING btree ("updated_at");
  CREATE INDEX "payload_preferences_created_at_idx" ON "payload_preferences" USING btree ("created_at");
  CREATE INDEX "payload_preferences_rels_order_idx" ON "payload_preferences_rels" USING btree ("order");
  CREATE INDEX "payload_preferences_rels_parent_idx" ON "payload_preferences_rels" USING btree ("parent_id");
  CREATE INDEX "payload_preferences_rels_path_idx" ON "payload_preferences_rels" USING btree ("path");
  CREATE INDEX "payload_preferences_rels_users_id_idx" ON "payload_preferences_rels" USING btree ("users_id");
  CREATE INDEX "payload_migrations_updated_at_idx" ON "payload_migrations" USING btree ("updated_at");
  CREATE INDEX "payload_migrations_created_at_idx" ON "payload_migrations" USING btree ("created_at");
  CREATE INDEX "postyard_mails_rate" ON "postyard_mails" USING btree ("channel","at");
  CREATE INDEX "postyard_claim_sources_tenant" ON "postyard_claim_sources" USING btree ("tenant");
  CREATE UNIQUE INDEX "postyard_claim_letters_open" ON "postyard_claim_letters" USING btree ("tenant","print") WHERE settled_at is null;
  CREATE INDEX "postyard_claim_letters_waiting" ON "postyard_claim_letters" USING btree ("tenant","code") WHERE settled_at is null;
  CREATE INDEX "postyard_claim_letters_due" ON "postyard_claim_letters" USING btree ("due_at") WHERE due_at is not null;
  CREATE INDEX "postyard_claim_letters_tenant" ON "postyard_claim_letters" USING btree ("tenant","id");
  CREATE INDEX "postyard_connections_check" ON "postyard_connections" USING btree ("next_check_at");
  CREATE INDEX "postyard_connections_figures" ON "postyard_connections" USING btree ("next_figures_at");
  CREATE INDEX "postyard_contents_seen" ON "postyard_contents" USING btree ("tenant","seen_at");
  CREATE INDEX "postyard_content_plans_content" ON "postyard_content_plans" USING btree ("content");
  CREATE INDEX "postyard_content_marks_content" ON "postyard_content_marks" USING btree ("content");
  CREATE INDEX "postyard_content_effects_content" ON "postyard_content_effects" USING btree ("content","ends_by");
  CREATE INDEX "postyard_looks_wanted" ON "postyard_looks" USING btree ("tenant") WHERE seen_at is null;
  CREATE INDEX "postyard_event_deliveries_due" ON "postyard_event_deliveries" USING btree ("next_at") WHERE state = 'pending' and next_at is not null;
  CREATE INDEX "postyard_event_deliveries_lane" ON "postyard_event_deliveries" USING btree ("subscriber","lane","position") WHERE state = 'pending';
  CREATE INDEX "postyard_event_deliveries_turn" ON "postyard_event_deliveries" USING btree ("subscriber","next_at","position") WHERE state = 'pending' and next_at is not null;
  CREATE INDEX "postyard_event_deliveries_leased" ON "postyard_event_deliveries" USING btree ("tenant","subscriber") WHERE lease is not null;
  CREATE INDEX "postyard_event_deliveries_dead" ON "postyard_event_deliveries" USING btree ("subscriber","position") WHERE state = 'dead';
  CREATE INDEX "postyard_event_deliveries_settled" ON "postyard_event_deliveries" USING btree ("settled_at") WHERE settled_at is not null;
  CREATE INDEX "postyard_feed_items_newest" ON "postyard_feed_items" USING btree ("channel","published_at");
  CREATE INDEX "postyard_plan_watches_look" ON "postyard_plan_watches" USING btree ("look_at");
  CREATE UNIQUE INDEX "postyard_receipt_links_receipt" ON "postyard_receipt_links" USING btree ("receipt");
  CREATE UNIQUE INDEX "postyard_series_items_key" ON "postyard_series_items" USING btree ("series_id","key");
  CREATE INDEX "postyard_series_items_tenant" ON "postyard_series_items" USING btree ("tenant");
  CREATE UNIQUE INDEX "postyard_flights_open" ON "postyard_flights" USING btree ("series_id") WHERE state in ('waiting', 'flying');
  CREATE INDEX "postyard_flights_day" ON "postyard_flights" USING btree ("tenant","plan_day","position");
  CREATE INDEX "postyard_flights_series" ON "postyard_flights" USING btree ("series_id","id");
  CREATE INDEX "postyard_flights_plan" ON "postyard_flights" USING btree ("plan_id") WHERE plan_id is not null;
  CREATE INDEX "postyard_series_flown_series" ON "postyard_series_flown" USING btree ("series_id","at");
  CREATE INDEX "postyard_watchmen_plan" ON "postyard_watchmen" USING btree ("plan_at");
  CREATE INDEX "postyard_watchmen_fly" ON "postyard_watchmen" USING btree ("fly_at");
  CREATE INDEX "postyard_stagings_sweep" ON "postyard_stagings" USING btree ("sweep_at");`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   DROP TABLE "tenants" CASCADE;
  DROP TABLE "tenants_rels" CASCADE;
  DROP TABLE "users_field_work_hours_days" CASCADE;
  DROP TABLE "users_field_work_hours" CASCADE;
  DROP TABLE "users_tenants_roles" CASCADE;
  DROP TABLE "users_tenants" CASCADE;
  DROP TABLE "users_sessions" CASCADE;
  DROP TABLE "users" CASCADE;
  DROP TABLE "media" CASCADE;
  DROP TABLE "postyard_posts_parts" CASCADE;
  DROP TABLE "postyard_posts" CASCADE;
  DROP TABLE "postyard_posts_rels" CASCADE;
  DROP TABLE "postyard_channels_email_recipients" CASCADE;
  DROP TABLE "postyard_channels_blackouts_days" CASCADE;
  DROP TABLE "postyard_channels_blackouts" CASCADE;
  DROP TABLE "postyard_channels" CASCADE;
  DROP TABLE "postyard_channels_texts" CASCADE;
  DROP TABLE "postyard_channels_rels" CASCADE;
  DROP TABLE "postyard_plans" CASCADE;
  DROP TABLE "postyard_deliveries" CASCADE;
  DROP TABLE "postyard_receipts" CASCADE;
  DROP TABLE "postyard_assist_tasks" CASCADE;
  DROP TABLE "postyard_devices" CASCADE;
  DROP TABLE "postyard_renditions" CASCADE;
  DROP TABLE "postyard_figures" CASCADE;
  DROP TABLE "postyard_events" CASCADE;
  DROP TABLE "postyard_subscribers" CASCADE;
  DROP TABLE "postyard_api_keys" CASCADE;
  DROP TABLE "postyard_entitlements" CASCADE;
  DROP TABLE "postyard_entitlements_rels" CASCADE;
  DROP TABLE "postyard_idempotency_keys" CASCADE;
  DROP TABLE "postyard_series" CASCADE;
  DROP TABLE "postyard_series_rels" CASCADE;
  DROP TABLE "postyard_flight_plans" CASCADE;
  DROP TABLE "postyard_campaigns" CASCADE;
  DROP TABLE "postyard_clips" CASCADE;
  DROP TABLE "postyard_influencers" CASCADE;
  DROP TABLE "postyard_influencers_rels" CASCADE;
  DROP TABLE "postyard_claims" CASCADE;
  DROP TABLE "durable_workers" CASCADE;
  DROP TABLE "payload_kv" CASCADE;
  DROP TABLE "payload_jobs_log" CASCADE;
  DROP TABLE "payload_jobs" CASCADE;
  DROP TABLE "payload_locked_documents" CASCADE;
  DROP TABLE "payload_locked_documents_rels" CASCADE;
  DROP TABLE "payload_preferences" CASCADE;
  DROP TABLE "payload_preferences_rels" CASCADE;
  DROP TABLE "payload_migrations" CASCADE;
  DROP TABLE "postyard_installation" CASCADE;
  DROP TABLE "postyard_mails" CASCADE;
  DROP TABLE "postyard_mail_stops" CASCADE;
  DROP TABLE "postyard_brakes" CASCADE;
  DROP TABLE "postyard_budgets" CASCADE;
  DROP TABLE "postyard_claim_sources" CASCADE;
  DROP TABLE "postyard_claim_letters" CASCADE;
  DROP TABLE "postyard_connections" CASCADE;
  DROP TABLE "postyard_contents" CASCADE;
  DROP TABLE "postyard_content_plans" CASCADE;
  DROP TABLE "postyard_content_marks" CASCADE;
  DROP TABLE "postyard_content_effects" CASCADE;
  DROP TABLE "postyard_looks" CASCADE;
  DROP TABLE "postyard_event_deliveries" CASCADE;
  DROP TABLE "postyard_event_clock" CASCADE;
  DROP TABLE "postyard_feed_items" CASCADE;
  DROP TABLE "postyard_feed_stamps" CASCADE;
  DROP TABLE "postyard_figure_looks" CASCADE;
  DROP TABLE "postyard_plan_watches" CASCADE;
  DROP TABLE "postyard_plan_halts" CASCADE;
  DROP TABLE "postyard_plan_brakes" CASCADE;
  DROP TABLE "postyard_request_counts" CASCADE;
  DROP TABLE "postyard_receipt_links" CASCADE;
  DROP TABLE "postyard_receipt_heads" CASCADE;
  DROP TABLE "postyard_unsealed_receipts" CASCADE;
  DROP TABLE "postyard_series_items" CASCADE;
  DROP TABLE "postyard_flights" CASCADE;
  DROP TABLE "postyard_series_flown" CASCADE;
  DROP TABLE "postyard_boards" CASCADE;
  DROP TABLE "postyard_watchmen" CASCADE;
  DROP TABLE "postyard_series_reads" CASCADE;
  DROP TABLE "postyard_stagings" CASCADE;
  DROP TABLE "postyard_tidying" CASCADE;
  DROP TABLE "postyard_uploads" CASCADE;
  DROP TYPE "public"."enum_tenants_when_media_is_late";
  DROP TYPE "public"."enum_tenants_brand_font";
  DROP TYPE "public"."enum_users_field_work_hours_days";
  DROP TYPE "public"."enum_users_tenants_roles";
  DROP TYPE "public"."enum_postyard_channels_blackouts_days";
  DROP TYPE "public"."enum_postyard_channels_kind";
  DROP TYPE "public"."enum_postyard_channels_state";
  DROP TYPE "public"."enum_postyard_channels_webhook_body";
  DROP TYPE "public"."enum_postyard_channels_policy_too_long";
  DROP TYPE "public"."enum_postyard_channels_policy_utm_on";
  DROP TYPE "public"."enum_postyard_deliveries_state";
  DROP TYPE "public"."enum_postyard_deliveries_kind";
  DROP TYPE "public"."enum_postyard_deliveries_draft_state";
  DROP TYPE "public"."enum_postyard_receipts_action";
  DROP TYPE "public"."enum_postyard_receipts_outcome";
  DROP TYPE "public"."enum_postyard_assist_tasks_outcome";
  DROP TYPE "public"."enum_postyard_devices_platform";
  DROP TYPE "public"."enum_postyard_devices_notifications";
  DROP TYPE "public"."enum_postyard_renditions_kind";
  DROP TYPE "public"."enum_postyard_renditions_state";
  DROP TYPE "public"."enum_postyard_subscribers_state";
  DROP TYPE "public"."enum_postyard_entitlements_holder";
  DROP TYPE "public"."enum_postyard_entitlements_subject";
  DROP TYPE "public"."enum_postyard_entitlements_channel_scope";
  DROP TYPE "public"."enum_postyard_entitlements_form";
  DROP TYPE "public"."enum_postyard_series_mode";
  DROP TYPE "public"."enum_payload_jobs_log_task_slug";
  DROP TYPE "public"."enum_payload_jobs_log_state";
  DROP TYPE "public"."enum_payload_jobs_task_slug";`)
}
