-- AlterTable
ALTER TABLE "release" ADD COLUMN     "plugins" JSONB NOT NULL DEFAULT '[]';
