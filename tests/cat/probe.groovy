// Says what OmegaT has loaded, as JSON, with OmegaT's own loaders.
import groovy.json.JsonOutput
import org.omegat.gui.glossary.GlossaryReaderTBX
import org.omegat.gui.glossary.GlossaryReaderTSV

if (eventType.toString() == "LOAD") {
    def said = [entries: [:], memories: [:], glossaries: [:]]
    project.allEntries.each { entry ->
        said.entries[entry.srcText] = project.getTranslationInfo(entry)?.translation
    }
    project.transMemories.each { name, memory ->
        said.memories[new File(name.toString()).name] =
            memory.entries.collect { [it.source, it.translation] }
    }
    def folder = new File(project.projectProperties.glossaryRoot.toString())
    folder.listFiles().each { file ->
        def reader = file.name.endsWith(".tbx") ? GlossaryReaderTBX : GlossaryReaderTSV
        said.glossaries[file.name] =
            reader.read(file, false).collect { [it.srcText, it.getLocTerms(false).toList()] }
    }
    new File(System.getenv("GLOSS_PROBE")).write(JsonOutput.toJson(said), "UTF-8")
}
