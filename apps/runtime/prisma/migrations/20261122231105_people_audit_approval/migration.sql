-- AlterTable
ALTER TABLE "release" ADD COLUMN     "approver_id" UUID,
ADD COLUMN     "author_id" UUID,
ADD COLUMN     "rollback_of" INTEGER;

-- CreateTable
CREATE TABLE "person" (
    "id" UUID NOT NULL,
    "login_name" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "organisation" TEXT NOT NULL,
    "organisation_kind" TEXT NOT NULL,
    "approval_reason" TEXT,
    "approved_by" UUID,
    "password_hash" TEXT,
    "password_set_at" TIMESTAMPTZ(3),
    "must_change_password" BOOLEAN NOT NULL DEFAULT false,
    "failed_log_ins" INTEGER NOT NULL DEFAULT 0,
    "locked_until" TIMESTAMPTZ(3),
    "totp_secret" TEXT,
    "totp_last_step" INTEGER,
    "oidc_issuer" TEXT,
    "oidc_subject" TEXT,
    "valid_until" TIMESTAMPTZ(3),
    "disabled_at" TIMESTAMPTZ(3),
    "enabled_at" TIMESTAMPTZ(3) NOT NULL,
    "last_log_in_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "demo" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person_role" (
    "person_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "granted_by" TEXT NOT NULL,
    "granted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "person_role_pkey" PRIMARY KEY ("person_id","role")
);

-- CreateTable
CREATE TABLE "acting_period" (
    "id" SERIAL NOT NULL,
    "person_id" UUID NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3),
    "reason" TEXT NOT NULL,
    "started_by" TEXT NOT NULL,
    "ended_by" TEXT,

    CONSTRAINT "acting_period_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "log_in" (
    "token_hash" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "complete" BOOLEAN NOT NULL,
    "address" TEXT NOT NULL,
    "user_agent" TEXT NOT NULL,

    CONSTRAINT "log_in_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "api_token" (
    "token_hash" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_token_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "recovery_code" (
    "person_id" UUID NOT NULL,
    "code_hash" TEXT NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "recovery_code_pkey" PRIMARY KEY ("person_id","code_hash")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "n" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "body" TEXT NOT NULL,
    "previous_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("n")
);

-- CreateTable
CREATE TABLE "approval_request" (
    "id" SERIAL NOT NULL,
    "state" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "author" UUID NOT NULL,
    "author_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "draft_revision" INTEGER,
    "base_release" INTEGER,
    "snapshot" INTEGER NOT NULL DEFAULT 1,
    "snapshot_hash" TEXT NOT NULL,
    "effective_at" TIMESTAMPTZ(3),
    "needs_prefecture" BOOLEAN NOT NULL,
    "decided_by" UUID,
    "decided_by_name" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "decision" TEXT,
    "release_number" INTEGER,

    CONSTRAINT "approval_request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "approval_document" (
    "request_id" INTEGER NOT NULL,
    "snapshot" INTEGER NOT NULL DEFAULT 1,
    "path" TEXT NOT NULL,
    "sha" TEXT NOT NULL,

    CONSTRAINT "approval_document_pkey" PRIMARY KEY ("request_id","snapshot","path")
);

-- CreateTable
CREATE TABLE "approval_comment" (
    "id" SERIAL NOT NULL,
    "request_id" INTEGER NOT NULL,
    "document" TEXT,
    "node" TEXT,
    "text" TEXT NOT NULL,
    "by_name" TEXT NOT NULL,
    "by" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "approval_comment_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "person_login_name_key" ON "person"("login_name");

-- CreateIndex
CREATE UNIQUE INDEX "person_oidc_issuer_oidc_subject_key" ON "person"("oidc_issuer", "oidc_subject");

-- CreateIndex
CREATE INDEX "acting_period_starts_at_idx" ON "acting_period"("starts_at");

-- CreateIndex
CREATE INDEX "log_in_person_id_idx" ON "log_in"("person_id");

-- CreateIndex
CREATE INDEX "api_token_person_id_idx" ON "api_token"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "audit_entry_hash_key" ON "audit_entry"("hash");

-- CreateIndex
CREATE INDEX "audit_entry_at_idx" ON "audit_entry"("at");

-- CreateIndex
CREATE INDEX "audit_entry_actor_n_idx" ON "audit_entry"("actor", "n");

-- CreateIndex
CREATE INDEX "audit_entry_action_n_idx" ON "audit_entry"("action", "n");

-- CreateIndex
CREATE UNIQUE INDEX "approval_request_release_number_key" ON "approval_request"("release_number");

-- CreateIndex
CREATE INDEX "approval_request_state_idx" ON "approval_request"("state");

-- CreateIndex
CREATE INDEX "approval_document_sha_idx" ON "approval_document"("sha");

-- CreateIndex
CREATE INDEX "approval_comment_request_id_idx" ON "approval_comment"("request_id");

-- AddForeignKey
ALTER TABLE "person_role" ADD CONSTRAINT "person_role_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "acting_period" ADD CONSTRAINT "acting_period_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "log_in" ADD CONSTRAINT "log_in_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "api_token" ADD CONSTRAINT "api_token_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "recovery_code" ADD CONSTRAINT "recovery_code_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "approval_document" ADD CONSTRAINT "approval_document_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "approval_request"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "approval_document" ADD CONSTRAINT "approval_document_sha_fkey" FOREIGN KEY ("sha") REFERENCES "document_version"("sha") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "approval_comment" ADD CONSTRAINT "approval_comment_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "approval_request"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- What follows is beyond Prisma's model and was added by hand.

ALTER TABLE "person" ADD CONSTRAINT "person_login_name_form" CHECK ("login_name" ~ '^[a-z0-9][a-z0-9._@-]{0,99}$');
ALTER TABLE "person" ADD CONSTRAINT "person_organisation_kind" CHECK ("organisation_kind" IN ('prefecture', 'contractor', 'other'));
-- R77: an account of a third organisation names who of the prefecture allowed it, and why.
ALTER TABLE "person" ADD CONSTRAINT "person_third_organisation_approved" CHECK ("organisation_kind" <> 'other' OR ("approval_reason" IS NOT NULL AND "approved_by" IS NOT NULL));
ALTER TABLE "person_role" ADD CONSTRAINT "person_role_known" CHECK ("role" IN ('administrator', 'general-manager', 'deputy', 'supervisor', 'agent', 'auditor', 'chatbot-editor'));
-- R73: there is one general manager.
CREATE UNIQUE INDEX "person_role_one_general_manager" ON "person_role" ("role") WHERE "role" = 'general-manager';

-- R74: two people never act at one instant.
ALTER TABLE "acting_period" ADD CONSTRAINT "acting_period_order" CHECK ("ends_at" IS NULL OR "ends_at" > "starts_at");
ALTER TABLE "acting_period" ADD CONSTRAINT "acting_period_one_at_a_time" EXCLUDE USING gist (tstzrange("starts_at", "ends_at") WITH &&);

ALTER TABLE "approval_request" ADD CONSTRAINT "approval_request_state" CHECK ("state" IN ('open', 'returned', 'withdrawn', 'waiting', 'released', 'stale'));
-- Nobody approves their own request, whatever the program says.
ALTER TABLE "approval_request" ADD CONSTRAINT "approval_request_not_by_its_author" CHECK ("state" NOT IN ('waiting', 'released') OR ("decided_by" IS NOT NULL AND "decided_by" <> "author"));
ALTER TABLE "approval_request" ADD CONSTRAINT "approval_request_released_as" CHECK (("state" = 'released') = ("release_number" IS NOT NULL));
ALTER TABLE "approval_request" ADD CONSTRAINT "approval_request_base_release_fkey" FOREIGN KEY ("base_release") REFERENCES "release"("number") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "approval_request" ADD CONSTRAINT "approval_request_release_number_fkey" FOREIGN KEY ("release_number") REFERENCES "release"("number") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "release" ADD CONSTRAINT "release_not_approved_by_its_author" CHECK ("approver_id" <> "author_id");

-- Who asked, for what and when stays as it was told; what has ended stays ended.
CREATE FUNCTION "keep_approval_request"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD."state" IN ('returned', 'withdrawn', 'released')
    OR (OLD."id", OLD."author", OLD."author_name", OLD."message", OLD."created_at") IS DISTINCT FROM (NEW."id", NEW."author", NEW."author_name", NEW."message", NEW."created_at") THEN
    RAISE EXCEPTION 'approval request % is kept as it is: % refused', OLD."id", TG_OP USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER "approval_request_kept" BEFORE UPDATE OR DELETE ON "approval_request" FOR EACH ROW EXECUTE FUNCTION "keep_approval_request"();

-- A frozen snapshot is never changed.
CREATE TRIGGER "approval_document_immutable" BEFORE UPDATE OR DELETE OR TRUNCATE ON "approval_document" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change_of_release"();

-- The audit log chains itself: whoever inserts gives the body alone, the number and the hashes come from here. The lock lasts until the
-- transaction ends, so that numbers have no gap and each hash continues the entry that was committed before. A transaction with an older
-- snapshot (repeatable read) would take a number twice, and fails by the primary key. The search path is fixed: a temporary table of the
-- same name would otherwise be read as the chain.
CREATE FUNCTION "chain_audit_entry"() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  told jsonb := NEW."body"::jsonb;
  last record;
BEGIN
  IF num_nonnulls(NEW."n", NEW."at", NEW."previous_hash", NEW."hash", NEW."actor", NEW."action", NEW."subject") > 0 THEN
    RAISE EXCEPTION 'an audit entry is given by its body alone' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF jsonb_typeof(told) <> 'object' OR jsonb_typeof(told -> 'who' -> 'id') IS DISTINCT FROM 'string' OR jsonb_typeof(told -> 'at') IS DISTINCT FROM 'string'
    OR jsonb_typeof(told -> 'action') IS DISTINCT FROM 'string' OR jsonb_typeof(told -> 'subject') IS DISTINCT FROM 'string' THEN
    RAISE EXCEPTION 'an audit entry tells who, at, action and subject' USING ERRCODE = 'check_violation';
  END IF;
  PERFORM pg_advisory_xact_lock(72707372);
  SELECT "n", "hash" INTO last FROM public."audit_entry" ORDER BY "n" DESC LIMIT 1;
  NEW."n" := coalesce(last."n", 0) + 1;
  NEW."previous_hash" := coalesce(last."hash", repeat('0', 64));
  NEW."hash" := encode(sha256(convert_to('madoguchi audit 1' || E'\n' || NEW."n" || E'\n' || NEW."previous_hash" || E'\n' || NEW."body", 'UTF8')), 'hex');
  NEW."at" := (told ->> 'at')::timestamptz;
  NEW."actor" := told -> 'who' ->> 'id';
  NEW."action" := told ->> 'action';
  NEW."subject" := told ->> 'subject';
  RETURN NEW;
END $$;

CREATE FUNCTION "refuse_change_of_audit"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit log is append-only: % refused', TG_OP USING ERRCODE = 'object_not_in_prerequisite_state';
END $$;

-- The program shortens what is longer; one entry must never fill the log.
ALTER TABLE "audit_entry" ADD CONSTRAINT "audit_entry_body_size" CHECK (octet_length("body") <= 32768);

CREATE TRIGGER "audit_entry_chained" BEFORE INSERT ON "audit_entry" FOR EACH ROW EXECUTE FUNCTION "chain_audit_entry"();
CREATE TRIGGER "audit_entry_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_entry" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change_of_audit"();
