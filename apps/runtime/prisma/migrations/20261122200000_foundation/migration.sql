-- CreateTable
CREATE TABLE "release" (
    "number" INTEGER NOT NULL,
    "content_hash" TEXT NOT NULL,
    "release_hash" TEXT NOT NULL,
    "previous_hash" TEXT,
    "message" TEXT NOT NULL,
    "author" TEXT NOT NULL,
    "approver" TEXT,
    "effective_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "product_version" TEXT NOT NULL,

    CONSTRAINT "release_pkey" PRIMARY KEY ("number")
);

-- CreateTable
CREATE TABLE "release_document" (
    "release_number" INTEGER NOT NULL,
    "path" TEXT NOT NULL,
    "sha" TEXT NOT NULL,
    "content_hash" TEXT NOT NULL,
    "layout_hash" TEXT NOT NULL,

    CONSTRAINT "release_document_pkey" PRIMARY KEY ("release_number","path")
);

-- CreateTable
CREATE TABLE "document_version" (
    "sha" TEXT NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "document_version_pkey" PRIMARY KEY ("sha")
);

-- CreateTable
CREATE TABLE "audio" (
    "sha256" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "seconds" DOUBLE PRECISION NOT NULL,
    "media_type" TEXT NOT NULL,

    CONSTRAINT "audio_pkey" PRIMARY KEY ("sha256")
);

-- CreateTable
CREATE TABLE "release_audio" (
    "release_number" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,

    CONSTRAINT "release_audio_pkey" PRIMARY KEY ("release_number","sha256")
);

-- CreateTable
CREATE TABLE "draft" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "base_release" INTEGER,

    CONSTRAINT "draft_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "draft_document" (
    "path" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_by" TEXT NOT NULL,

    CONSTRAINT "draft_document_pkey" PRIMARY KEY ("path")
);

-- CreateTable
CREATE TABLE "draft_revision" (
    "path" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "content" TEXT,
    "saved_at" TIMESTAMPTZ(3) NOT NULL,
    "saved_by" TEXT NOT NULL,

    CONSTRAINT "draft_revision_pkey" PRIMARY KEY ("path","revision")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL,
    "release_number" INTEGER NOT NULL,
    "dialled_line" TEXT NOT NULL,
    "caller_number" TEXT,
    "channel" TEXT NOT NULL,
    "instance" TEXT,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "outcome" JSONB,
    "seed" TEXT NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session_event" (
    "session_id" UUID NOT NULL,
    "n" INTEGER NOT NULL,
    "at_ms" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "body" JSONB NOT NULL,

    CONSTRAINT "session_event_pkey" PRIMARY KEY ("session_id","n")
);

-- CreateTable
CREATE TABLE "journal_entry" (
    "session_id" UUID NOT NULL,
    "n" INTEGER NOT NULL,
    "operation" JSONB NOT NULL,
    "started_ms" INTEGER NOT NULL,
    "answer" JSONB,

    CONSTRAINT "journal_entry_pkey" PRIMARY KEY ("session_id","n")
);

-- CreateIndex
CREATE UNIQUE INDEX "release_release_hash_key" ON "release"("release_hash");

-- CreateIndex
CREATE UNIQUE INDEX "release_previous_hash_key" ON "release"("previous_hash");

-- CreateIndex
CREATE INDEX "release_effective_at_idx" ON "release"("effective_at");

-- CreateIndex
CREATE INDEX "release_document_sha_idx" ON "release_document"("sha");

-- CreateIndex
CREATE INDEX "release_audio_sha256_idx" ON "release_audio"("sha256");

-- CreateIndex
CREATE INDEX "session_started_at_idx" ON "session"("started_at");

-- CreateIndex
CREATE INDEX "session_release_number_idx" ON "session"("release_number");

-- AddForeignKey
ALTER TABLE "release_document" ADD CONSTRAINT "release_document_release_number_fkey" FOREIGN KEY ("release_number") REFERENCES "release"("number") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "release_document" ADD CONSTRAINT "release_document_sha_fkey" FOREIGN KEY ("sha") REFERENCES "document_version"("sha") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "release_audio" ADD CONSTRAINT "release_audio_release_number_fkey" FOREIGN KEY ("release_number") REFERENCES "release"("number") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "release_audio" ADD CONSTRAINT "release_audio_sha256_fkey" FOREIGN KEY ("sha256") REFERENCES "audio"("sha256") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_release_number_fkey" FOREIGN KEY ("release_number") REFERENCES "release"("number") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "session_event" ADD CONSTRAINT "session_event_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "journal_entry" ADD CONSTRAINT "journal_entry_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What follows is beyond Prisma's model and was added by hand.

-- A release, once made, is never changed, removed or added to, by whatever role.
CREATE FUNCTION "refuse_change_of_release"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are immutable: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'object_not_in_prerequisite_state';
END $$;

CREATE TRIGGER "release_immutable" BEFORE UPDATE OR DELETE OR TRUNCATE ON "release" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change_of_release"();
CREATE TRIGGER "release_document_immutable" BEFORE UPDATE OR DELETE OR TRUNCATE ON "release_document" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change_of_release"();
CREATE TRIGGER "document_version_immutable" BEFORE UPDATE OR DELETE OR TRUNCATE ON "document_version" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change_of_release"();
CREATE TRIGGER "audio_immutable" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audio" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change_of_release"();
CREATE TRIGGER "release_audio_immutable" BEFORE UPDATE OR DELETE OR TRUNCATE ON "release_audio" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change_of_release"();

-- Documents and audio join a release only in the transaction that makes it (its row carries that transaction's id).
CREATE FUNCTION "refuse_late_addition"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM "release" WHERE "number" = NEW."release_number" AND xmin = pg_current_xact_id()::xid) THEN
    RAISE EXCEPTION 'release % is complete: addition to % refused', NEW."release_number", TG_TABLE_NAME USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER "release_document_complete" BEFORE INSERT ON "release_document" FOR EACH ROW EXECUTE FUNCTION "refuse_late_addition"();
CREATE TRIGGER "release_audio_complete" BEFORE INSERT ON "release_audio" FOR EACH ROW EXECUTE FUNCTION "refuse_late_addition"();

ALTER TABLE "release" ADD CONSTRAINT "release_first_has_no_previous" CHECK (("number" = 1) = ("previous_hash" IS NULL));
ALTER TABLE "release" ADD CONSTRAINT "release_hash_form" CHECK ("release_hash" ~ '^[0-9a-f]{64}$' AND "content_hash" ~ '^[0-9a-f]{64}$');
ALTER TABLE "document_version" ADD CONSTRAINT "document_version_sha" CHECK ("sha" = encode(sha256(convert_to("text", 'UTF8')), 'hex'));
ALTER TABLE "audio" ADD CONSTRAINT "audio_sha" CHECK ("sha256" = encode(sha256("bytes"), 'hex'));
ALTER TABLE "audio" ADD CONSTRAINT "audio_seconds" CHECK ("seconds" >= 0);
ALTER TABLE "draft" ADD CONSTRAINT "draft_is_one" CHECK ("id" = 1);
ALTER TABLE "session" ADD CONSTRAINT "session_channel" CHECK ("channel" IN ('simulated', 'freeswitch'));

-- WAV is not compressible by the server; trying costs time on every write.
ALTER TABLE "audio" ALTER COLUMN "bytes" SET STORAGE EXTERNAL;
