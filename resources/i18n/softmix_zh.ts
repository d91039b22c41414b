<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>CellExplanation</name>
    <message>
        <source>How this cell is made</source>
        <translation>这个数怎么来的</translation>
    </message>
    <message>
        <source>Release cell</source>
        <translation>取消固定</translation>
    </message>
</context>
<context>
    <name>Choices</name>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>Background</source>
        <translation>背景</translation>
    </message>
    <message>
        <source>This step</source>
        <translation>这一步</translation>
    </message>
    <message>
        <source>{number} of {count}, {stage}</source>
        <translation>第 {number} 步，共 {count} 步，{stage}</translation>
    </message>
    <message>
        <source>Every step</source>
        <translation>每一步</translation>
    </message>
    <message>
        <source>{count} slides</source>
        <translation>{count} 张</translation>
    </message>
    <message>
        <source>Whole diagram</source>
        <translation>整张图</translation>
    </message>
    <message>
        <source>one picture</source>
        <translation>一张图片</translation>
    </message>
    <message>
        <source>This matrix</source>
        <translation>这个矩阵</translation>
    </message>
    <message>
        <source>Custom…</source>
        <translation>自定义…</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Transparent</source>
        <translation>透明</translation>
    </message>
    <message>
        <source>Width in pixels</source>
        <translation>宽度（像素）</translation>
    </message>
    <message>
        <source>Height in pixels</source>
        <translation>高度（像素）</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Caption</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Lit cell</source>
        <translation>点亮的格子</translation>
    </message>
</context>
<context>
    <name>DiagramView</name>
    <message>
        <source>Diagram of the attention pipeline</source>
        <extracomment>Fit never shrinks numbers below what one can read; the rest is panned.</extracomment>
        <translation>注意力流程图</translation>
    </message>
</context>
<context>
    <name>Document</name>
    <message>
        <source>Release {cell}</source>
        <translation>取消固定 {cell}</translation>
    </message>
    <message>
        <source>Release all pins</source>
        <translation>取消全部固定</translation>
    </message>
    <message>
        <source>Add a word</source>
        <translation>添加一个词</translation>
    </message>
    <message>
        <source>Add a column to {axis}</source>
        <translation>给 {axis} 添加一列</translation>
    </message>
    <message>
        <source>Remove {word}</source>
        <translation>删除“{word}”</translation>
    </message>
    <message>
        <source>Remove a column of {axis}</source>
        <translation>删除 {axis} 的一列</translation>
    </message>
    <message>
        <source>Rename a word to {name}</source>
        <translation>把一个词改名为“{name}”</translation>
    </message>
    <message>
        <source>Switch positions on</source>
        <translation>打开位置编码</translation>
    </message>
    <message>
        <source>Switch positions off</source>
        <translation>关闭位置编码</translation>
    </message>
    <message>
        <source>Reset to the example</source>
        <translation>恢复为原例</translation>
    </message>
    <message>
        <source>Set {count} cells of {node}</source>
        <translation>设置 {node} 的 {count} 个数</translation>
    </message>
    <message>
        <source>Set {cell} to {value}</source>
        <translation>把 {cell} 设为 {value}</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Smallest text is {size} px. Readable from the back of a room.</source>
        <translation>最小的字是 {size} 像素，教室后排也能看清。</translation>
    </message>
    <message>
        <source>Smallest text is {size} px. Too small for the back of a room.</source>
        <translation>最小的字是 {size} 像素，教室后排看不清。</translation>
    </message>
    <message>
        <source>Cancelled. Nothing was saved.</source>
        <translation>已取消，没有保存任何文件。</translation>
    </message>
    <message>
        <source>There is not enough memory for a picture of that size.</source>
        <translation>内存不足，无法生成这么大的图片。</translation>
    </message>
    <message>
        <source>The picture is on the clipboard.</source>
        <translation>图片已在剪贴板中。</translation>
    </message>
    <message>
        <source>{name} exists already. Replace it?</source>
        <translation>{name} 已存在。要替换吗？</translation>
    </message>
    <message>
        <source>{count} of these files exist already. Replace them?</source>
        <translation>其中 {count} 个文件已存在。要替换吗？</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>The picture keeps its own layout: inputs left, result right, no buttons. Labels are in the language of the window.</source>
        <translation>图片有自己的版面：左边是输入，右边是结果，没有按钮。文字使用窗口的语言。</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation>复制图片</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Export {format}</source>
        <translation>导出 {format}</translation>
    </message>
</context>
<context>
    <name>Files</name>
    <message>
        <source>Open an example</source>
        <translation>打开例子</translation>
    </message>
    <message>
        <source>Save the example</source>
        <translation>保存例子</translation>
    </message>
    <message>
        <source>Unsaved changes</source>
        <translation>有未保存的修改</translation>
    </message>
    <message>
        <source>Your changes to this example are not saved. Save them first?</source>
        <translation>对这个例子的修改尚未保存。要先保存吗？</translation>
    </message>
    <message>
        <source>Softmix</source>
        <translation>Softmix</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>{name} exists already. Replace it?</source>
        <translation>{name} 已存在。要替换它吗？</translation>
    </message>
    <message>
        <source>Softmix examples (*.json)</source>
        <translation>Softmix 例子 (*.json)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
</context>
<context>
    <name>HeatmapView</name>
    <message>
        <source>Heat map of {node}</source>
        <translation>{node} 的热图</translation>
    </message>
</context>
<context>
    <name>LabelHeader</name>
    <message>
        <source>Name of the word</source>
        <translation>词的名称</translation>
    </message>
</context>
<context>
    <name>Legend</name>
    <message>
        <source>learned</source>
        <translation>可学习参数</translation>
    </message>
</context>
<context>
    <name>LegendBar</name>
    <message>
        <source>Zoom out (Ctrl+−)</source>
        <translation>缩小（Ctrl+−）</translation>
    </message>
    <message>
        <source>Fit the diagram (Ctrl+0)</source>
        <translation>适合窗口（Ctrl+0）</translation>
    </message>
    <message>
        <source>Zoom in (Ctrl++)</source>
        <translation>放大（Ctrl++）</translation>
    </message>
</context>
<context>
    <name>LessonPanel</name>
    <message>
        <source>Step {number} of {count}</source>
        <translation>第 {number}/{count} 步</translation>
    </message>
    <message>
        <source>The lesson</source>
        <translation>讲解</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Undo: {step}</source>
        <extracomment>Narrower than this the side panel folds to its rail, unless a person says otherwise.</extracomment>
        <translation>撤销：{step}</translation>
    </message>
    <message>
        <source>Redo: {step}</source>
        <translation>重做：{step}</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Export a picture (Ctrl+E)</source>
        <translation>导出图片（Ctrl+E）</translation>
    </message>
</context>
<context>
    <name>MatrixPanel</name>
    <message>
        <source>opens at step {step}</source>
        <translation>第 {step} 步展开</translation>
    </message>
    <message>
        <source>Selected matrix</source>
        <translation>选中的矩阵</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Heat map</source>
        <translation>热图</translation>
    </message>
    <message>
        <source>Auto</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Decimals</source>
        <translation>小数位数</translation>
    </message>
    <message>
        <source>Transpose</source>
        <translation>转置</translation>
    </message>
    <message>
        <source>Open the matrix in its own window</source>
        <translation>在单独窗口中打开矩阵</translation>
    </message>
    <message>
        <source>Set to √d_k</source>
        <translation>设为 √d_k</translation>
    </message>
    <message>
        <source>Set the divisor to the square root of d_k</source>
        <translation>把除数设为 d_k 的平方根</translation>
    </message>
    <message>
        <source>Release all pins</source>
        <translation>取消全部固定</translation>
    </message>
</context>
<context>
    <name>MatrixTableModel</name>
    <message>
        <source>Not shown yet</source>
        <translation>尚未展示</translation>
    </message>
    <message>
        <source>computed {value}</source>
        <translation>算得 {value}</translation>
    </message>
    <message>
        <source>pinned</source>
        <translation>已固定</translation>
    </message>
</context>
<context>
    <name>MatrixWindow</name>
    <message>
        <source>{shape}, computed, {count} pinned</source>
        <translation>{shape}，算得，固定了 {count} 个</translation>
    </message>
    <message>
        <source>{shape}, computed</source>
        <translation>{shape}，算得</translation>
    </message>
    <message>
        <source>{shape}, an input</source>
        <translation>{shape}，输入</translation>
    </message>
    <message>
        <source>{name} – {title}</source>
        <translation>{name} – {title}</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Heat map</source>
        <translation>热图</translation>
    </message>
    <message>
        <source>Drag sideways: 0.1 a notch. Shift 1, Ctrl 0.01. Type to replace, Esc cancels.</source>
        <translation>左右拖动：每格 0.1，按 Shift 为 1，按 Ctrl 为 0.01。直接输入可替换，Esc 取消。</translation>
    </message>
</context>
<context>
    <name>MixView</name>
    <message>
        <source>Weighted values</source>
        <extracomment>Smaller numerals, before there are fewer decimals than this.</extracomment>
        <translation>加权后的值</translation>
    </message>
</context>
<context>
    <name>PaintedTable</name>
    <message>
        <source>Type or press F2 to edit. Alt with Up or Down turns the number.</source>
        <translation>直接输入或按 F2 修改。Alt 加上下键微调。</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Show the lesson and the matrix (F9)</source>
        <translation>显示讲解和矩阵（F9）</translation>
    </message>
</context>
<context>
    <name>ResizeDialog</name>
    <message>
        <source>Add a word</source>
        <translation>添加一个词</translation>
    </message>
    <message>
        <source>Add a column</source>
        <translation>添加一列</translation>
    </message>
    <message>
        <source>Word</source>
        <translation>词</translation>
    </message>
    <message>
        <source>Fill with zeros</source>
        <translation>填 0</translation>
    </message>
    <message>
        <source>Fill with random numbers</source>
        <translation>填随机数</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>The same seed gives the same numbers again.</source>
        <translation>同一个种子总是给出同样的数。</translation>
    </message>
    <message>
        <source>The word gets a row in X, Q, K, V and Z, a row and a column in S, S′ and A. W_Q, W_K, W_V and the divisor stay as they are.</source>
        <translation>X、Q、K、V、Z 各为这个词添一行，S、S′、A 各添一行一列。W_Q、W_K、W_V 和除数不变。</translation>
    </message>
    <message>
        <source>Every word gets one more number, and W_Q, W_K and W_V one more row.</source>
        <translation>每个词多一个数，W_Q、W_K、W_V 各多一行。</translation>
    </message>
    <message>
        <source>W_Q and W_K get one more column, and Q and K with them.</source>
        <translation>W_Q 和 W_K 各多一列，Q 和 K 也随之多一列。</translation>
    </message>
    <message>
        <source>W_V gets one more column, and V with it.</source>
        <translation>W_V 多一列，V 也随之多一列。</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>SaveAs</name>
    <message>
        <source>{count} files: {first} to {last}</source>
        <translation>{count} 个文件：{first} 至 {last}</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation>保存图片</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>保存为</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
</context>
<context>
    <name>SidePanel</name>
    <message>
        <source>Fold the panel (F9)</source>
        <extracomment>The part of the panel&apos;s height that prose may take where not everything fits. The same for a step whose rows of numbers stand under the prose.</extracomment>
        <translation>收起面板（F9）</translation>
    </message>
</context>
<context>
    <name>SizeActions</name>
    <message>
        <source>Remove a word</source>
        <translation>删除一个词</translation>
    </message>
    <message>
        <source>Word to remove:</source>
        <translation>要删除的词：</translation>
    </message>
    <message>
        <source>Rename a word</source>
        <translation>给词改名</translation>
    </message>
    <message>
        <source>Word to rename:</source>
        <translation>要改名的词：</translation>
    </message>
    <message>
        <source>New name:</source>
        <translation>新名称：</translation>
    </message>
</context>
<context>
    <name>SizeBar</name>
    <message>
        <source>Add word…</source>
        <translation>添加词…</translation>
    </message>
    <message>
        <source>Add row…</source>
        <translation>添加行…</translation>
    </message>
    <message>
        <source>Remove {word}</source>
        <translation>删除“{word}”</translation>
    </message>
    <message>
        <source>Remove row {row}</source>
        <translation>删除第 {row} 行</translation>
    </message>
    <message>
        <source>Add column…</source>
        <translation>添加列…</translation>
    </message>
    <message>
        <source>Remove column {column}</source>
        <translation>删除第 {column} 列</translation>
    </message>
</context>
<context>
    <name>StepBar</name>
    <message>
        <source>Pause</source>
        <extracomment>Narrower than this, Play is an icon alone, and the speed has none.</extracomment>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Pause (Ctrl+Space)</source>
        <translation>暂停（Ctrl+Space）</translation>
    </message>
    <message>
        <source>Play (Ctrl+Space)</source>
        <translation>播放（Ctrl+Space）</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Previous step (Page Up)</source>
        <translation>上一步（Page Up）</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Next step (Page Down)</source>
        <translation>下一步（Page Down）</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>Speed of Play</source>
        <translation>播放速度</translation>
    </message>
</context>
<context>
    <name>StepTimeline</name>
    <message>
        <source>Step {number} of {count}, {stage}: {title}</source>
        <extracomment>Dots stand this far apart where there is any room: each is a target for the pointer.</extracomment>
        <translation>第 {number} 步，共 {count} 步，{stage}：{title}</translation>
    </message>
    <message>
        <source>Steps of the lesson</source>
        <translation>讲解的步骤</translation>
    </message>
</context>
<context>
    <name>Toolbar</name>
    <message>
        <source>1 word, one head</source>
        <translation>1 个词，1 个头</translation>
    </message>
    <message>
        <source>{count} words, one head</source>
        <translation>{count} 个词，1 个头</translation>
    </message>
    <message>
        <source>Example</source>
        <translation>例子</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>浅色或深色</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>菜单</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
</context>
<context>
    <name>WindowBar</name>
    <message>
        <source>1 decimal</source>
        <translation>1 位小数</translation>
    </message>
    <message>
        <source>{count} decimals</source>
        <translation>{count} 位小数</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Heat map</source>
        <translation>热图</translation>
    </message>
    <message>
        <source>Both</source>
        <translation>两者</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>Transpose</source>
        <translation>转置</translation>
    </message>
    <message>
        <source>Fewer decimals</source>
        <translation>减少小数位</translation>
    </message>
    <message>
        <source>More decimals</source>
        <translation>增加小数位</translation>
    </message>
    <message>
        <source>Release all pins</source>
        <translation>取消全部固定</translation>
    </message>
    <message>
        <source>Set to √d_k</source>
        <translation>设为 √d_k</translation>
    </message>
</context>
<context>
    <name>actions</name>
    <message>
        <source>Open…</source>
        <translation>打开…</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Reset to the example</source>
        <translation>恢复为原例</translation>
    </message>
    <message>
        <source>Release all pins</source>
        <translation>取消全部固定</translation>
    </message>
    <message>
        <source>Add a word…</source>
        <translation>添加词…</translation>
    </message>
    <message>
        <source>Remove a word…</source>
        <translation>删除词…</translation>
    </message>
    <message>
        <source>Rename a word…</source>
        <translation>给词改名…</translation>
    </message>
    <message>
        <source>Add a column to d_k…</source>
        <translation>给 d_k 添加一列…</translation>
    </message>
    <message>
        <source>Remove the last column of d_k</source>
        <translation>删除 d_k 的最后一列</translation>
    </message>
    <message>
        <source>Add positions to the words</source>
        <translation>给词加上位置编码</translation>
    </message>
    <message>
        <source>Set the divisor to √d_k</source>
        <translation>把除数设为 √d_k</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Previous step</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>First step</source>
        <translation>第一步</translation>
    </message>
    <message>
        <source>Last step</source>
        <translation>最后一步</translation>
    </message>
    <message>
        <source>Play or pause</source>
        <translation>播放或暂停</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Fit the diagram</source>
        <translation>适合窗口</translation>
    </message>
    <message>
        <source>Side panel</source>
        <translation>侧面板</translation>
    </message>
    <message>
        <source>Open the matrix in its own window</source>
        <translation>在单独窗口中打开矩阵</translation>
    </message>
    <message>
        <source>Next region</source>
        <translation>下一个区域</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>键盘操作</translation>
    </message>
    <message>
        <source>About Softmix</source>
        <translation>关于 Softmix</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Words and sizes</source>
        <translation>词与大小</translation>
    </message>
    <message>
        <source>Lesson</source>
        <translation>讲解</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
</context>
<context>
    <name>card</name>
    <message>
        <source>Release</source>
        <translation>取消固定</translation>
    </message>
    <message>
        <source>Opens at step&#xa0;{number}</source>
        <translation>第 {number} 步展开</translation>
    </message>
    <message>
        <source>pinned</source>
        <translation>已固定</translation>
    </message>
</context>
<context>
    <name>cells</name>
    <message>
        <source>Pinned; computed {value}</source>
        <translation>已固定；算得 {value}</translation>
    </message>
    <message>
        <source>Before the last edit: {value}</source>
        <translation>上次修改之前：{value}</translation>
    </message>
    <message>
        <source>{node}, {value}</source>
        <translation>{node}，{value}</translation>
    </message>
    <message>
        <source>{node}, {row} to {column}, {value}</source>
        <translation>{node}，{row} 对 {column}，{value}</translation>
    </message>
    <message>
        <source>{node}, {row}, column {column}, {value}</source>
        <translation>{node}，{row}，第 {column} 列，{value}</translation>
    </message>
    <message>
        <source>{node}, row {row}, column {column}, {value}</source>
        <translation>{node}，第 {row} 行，第 {column} 列，{value}</translation>
    </message>
    <message>
        <source>{cell}, pinned</source>
        <translation>{cell}，已固定</translation>
    </message>
</context>
<context>
    <name>clipboard</name>
    <message>
        <source>There are no numbers to paste.</source>
        <translation>没有可以粘贴的数。</translation>
    </message>
    <message>
        <source>Row {row} has {count} numbers; row 1 has {first}.</source>
        <translation>第 {row} 行有 {count} 个数，第 1 行有 {first} 个。</translation>
    </message>
    <message>
        <source>These are {given} numbers; from {cell} on there is room for {room}.</source>
        <translation>剪贴板里是 {given} 个数；从 {cell} 起只放得下 {room}。</translation>
    </message>
    <message>
        <source>{reason} Nothing was pasted.</source>
        <translation>{reason}什么也没有粘贴。</translation>
    </message>
    <message>
        <source>These cells are not shown yet.</source>
        <translation>这些格子尚未展示。</translation>
    </message>
</context>
<context>
    <name>errors</name>
    <message>
        <source>“{text}” is not a number. Write one such as 2, -0.5, 1e-3, 1/3 or sqrt(3).</source>
        <translation>“{text}”不是数。请输入 2、-0.5、1e-3、1/3 或 sqrt(3) 这样的数。</translation>
    </message>
    <message>
        <source>“{text}” is not a finite number. Write one between -1e308 and 1e308.</source>
        <translation>“{text}”不是有限的数。请输入 -1e308 到 1e308 之间的数。</translation>
    </message>
    <message>
        <source>{name} cannot be 0: the scores are divided by it. Write another number.</source>
        <translation>{name} 不能是 0：注意力分数要除以它。请换一个数。</translation>
    </message>
    <message>
        <source>There is no node “{name}”. The nodes are: {known}.</source>
        <translation>没有名为“{name}”的节点。现有节点：{known}。</translation>
    </message>
    <message>
        <source>{name} has no cell [{cell}]: it is {shape}, and indices count from 0.</source>
        <translation>{name} 没有 [{cell}] 这一格：它的大小是 {shape}，下标从 0 数起。</translation>
    </message>
    <message>
        <source>These are {given} numbers; {name} is {expected}.</source>
        <translation>这里是 {given} 个数，而 {name} 的大小是 {expected}。</translation>
    </message>
    <message>
        <source>“{text}” is not an assignment. Write NAME[row,column]=number, as in X[0,1]=3.</source>
        <translation>“{text}”不是赋值。请写成 NAME[i,j]=数，例如 X[0,1]=3。</translation>
    </message>
    <message>
        <source>Node {node} cannot be built: {reason}.</source>
        <translation>无法建立节点 {node}：{reason}。</translation>
    </message>
    <message>
        <source>{what} cannot be {size}: it must be from {low} to {high}.</source>
        <translation>{what}不能是 {size}：必须在 {low} 到 {high} 之间。</translation>
    </message>
    <message>
        <source>There is no file and no scenario “{name}”. The scenarios are: {known}.</source>
        <translation>没有名为“{name}”的文件或例子。现有例子：{known}。</translation>
    </message>
    <message>
        <source>{path} cannot be read: {reason}.</source>
        <translation>无法读取 {path}：{reason}。</translation>
    </message>
    <message>
        <source>{path} cannot be written: {reason}. Nothing was saved there.</source>
        <translation>无法写入 {path}：{reason}。那里没有保存任何内容。</translation>
    </message>
    <message>
        <source>{path} is not a JSON file: {reason}.</source>
        <translation>{path} 不是 JSON 文件：{reason}。</translation>
    </message>
    <message>
        <source>{path} is of version {version}; this Softmix reads version {supported}. Open it with the Softmix that wrote it.</source>
        <translation>{path} 的版本是 {version}，而这个 Softmix 读取版本 {supported}。请用写出它的 Softmix 打开。</translation>
    </message>
    <message>
        <source>{path} is not a valid scenario: {reason} (at {place}).</source>
        <translation>{path} 不是有效的例子：{reason}（位置 {place}）。</translation>
    </message>
    <message>
        <source>{path} is not a valid lesson: {reason} (at {place}).</source>
        <translation>{path} 不是有效的讲解：{reason}（位置 {place}）。</translation>
    </message>
    <message>
        <source>There is no step “{step}”. Give a number from 1 to {count} or one of: {known}.</source>
        <translation>没有“{step}”这一步。请给出 1 到 {count} 的数字，或以下之一：{known}。</translation>
    </message>
    <message>
        <source>There is no theme “{theme}”. The themes are: {known}.</source>
        <translation>没有名为“{theme}”的主题。可用的主题：{known}。</translation>
    </message>
    <message>
        <source>Pictures cannot be written as {format}. The formats are: {known}.</source>
        <translation>图片不能存为 {format} 格式。可用的格式：{known}。</translation>
    </message>
    <message>
        <source>The width of a picture</source>
        <extracomment>The format of a table of values and the suffix of its files. The format of a picture and the suffix of its files. How many pixels a side of a picture may have.</extracomment>
        <translation>图片的宽度</translation>
    </message>
    <message>
        <source>The height of a picture</source>
        <translation>图片的高度</translation>
    </message>
    <message>
        <source>{name} is {shape}: say which cell is meant, as in {name}[0,0]=3.</source>
        <translation>{name} 的大小是 {shape}：请说明是哪一格，例如 {name}[0,0]=3。</translation>
    </message>
    <message>
        <source>“{text}” is not a picture size. Write WIDTHxHEIGHT, as in 1920x1080.</source>
        <translation>“{text}”不是图片大小。请写成 宽x高，例如 1920x1080。</translation>
    </message>
    <message>
        <source>{path} does not say which format is meant. End it with one of: {suffixes}.</source>
        <translation>从 {path} 看不出格式。请用以下结尾之一：{suffixes}。</translation>
    </message>
    <message>
        <source>{path} is not the name of a {format} file. End it with {suffix}.</source>
        <translation>{path} 不是 {format} 文件的名称。请以 {suffix} 结尾。</translation>
    </message>
    <message>
        <source>An npy file holds one matrix, not {count}. Choose it with --node NAME.</source>
        <translation>npy 文件只装一个矩阵，不是 {count} 个。请用 --node NAME 选定。</translation>
    </message>
    <message>
        <source>there is no folder {folder}</source>
        <translation>没有文件夹 {folder}</translation>
    </message>
    <message>
        <source>The number of words</source>
        <translation>词数</translation>
    </message>
    <message>
        <source>A picture shows a step or one matrix, not both. Choose one.</source>
        <translation>一张图片只能显示一个步骤或一个矩阵，请选择其一。</translation>
    </message>
    <message>
        <source>there is not enough memory for {width}×{height} pixels</source>
        <translation>内存不足以容纳 {width}×{height} 像素</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>没有权限</translation>
    </message>
    <message>
        <source>Operation not permitted</source>
        <translation>不允许的操作</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation>没有这个文件或文件夹</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>磁盘已满</translation>
    </message>
    <message>
        <source>File too large</source>
        <translation>文件太大</translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation>文件系统只读</translation>
    </message>
    <message>
        <source>Is a directory</source>
        <translation>这是一个文件夹</translation>
    </message>
    <message>
        <source>Not a directory</source>
        <translation>这不是文件夹</translation>
    </message>
    <message>
        <source>File name too long</source>
        <translation>文件名太长</translation>
    </message>
    <message>
        <source>the name of a lesson has letters, digits, - and _ only</source>
        <translation>讲解的名称只能用字母、数字、- 和 _</translation>
    </message>
    <message>
        <source>the name has from 1 to {most} letters, digits, - and _, and nothing else</source>
        <translation>名称须为 1 到 {most} 个字符，只能含字母、数字、- 和 _</translation>
    </message>
    <message>
        <source>a title is one line of 1 to {most} characters that can be seen</source>
        <translation>标题须为一行，1 到 {most} 个字符，且须有可见字符</translation>
    </message>
    <message>
        <source>there are {count} words; from 1 to {most} are allowed</source>
        <translation>有 {count} 个词；允许 1 到 {most} 个</translation>
    </message>
    <message>
        <source>a word has from 1 to {most} characters</source>
        <translation>一个词的长度是 1 到 {most} 个字符</translation>
    </message>
    <message>
        <source>a word has no control characters and no line breaks</source>
        <translation>词里不能有控制字符和换行</translation>
    </message>
    <message>
        <source>a word needs a character that can be seen</source>
        <translation>词须有可见字符</translation>
    </message>
    <message>
        <source>{size} is not from 1 to {most}</source>
        <translation>{size} 不在 1 到 {most} 之间</translation>
    </message>
    <message>
        <source>the matrix {name} is missing</source>
        <translation>缺少矩阵 {name}</translation>
    </message>
    <message>
        <source>there is no input {name}; the inputs are {known}</source>
        <translation>没有输入 {name}；输入有 {known}</translation>
    </message>
    <message>
        <source>{name} has {count} rows; it must be {expected}</source>
        <translation>{name} 有 {count} 行；它的大小应为 {expected}</translation>
    </message>
    <message>
        <source>the row has {count} numbers; {name} must be {expected}</source>
        <translation>这一行有 {count} 个数；{name} 的大小应为 {expected}</translation>
    </message>
    <message>
        <source>a number is not finite</source>
        <translation>有一个数不是有限的</translation>
    </message>
    <message>
        <source>there is no computed node {name}</source>
        <translation>没有名为 {name} 的计算节点</translation>
    </message>
    <message>
        <source>{name} is {shape}</source>
        <translation>{name} 的大小是 {shape}</translation>
    </message>
    <message>
        <source>a cell of {name} is pinned twice</source>
        <translation>{name} 的同一格固定了两次</translation>
    </message>
    <message>
        <source>“format” is not “{expected}”</source>
        <translation>“format”不是“{expected}”</translation>
    </message>
    <message>
        <source>it is larger than {size} MiB</source>
        <translation>它大于 {size} MiB</translation>
    </message>
    <message>
        <source>there is an unknown field `{field}`</source>
        <extracomment>What msgspec says is wrong, and the same as a template with the parts that are captured.</extracomment>
        <translation>有未知的字段 `{field}`</translation>
    </message>
    <message>
        <source>the field `{field}` is missing</source>
        <translation>缺少字段 `{field}`</translation>
    </message>
    <message>
        <source>`{expected}` is expected, not `{given}`</source>
        <translation>此处应为 `{expected}`，而不是 `{given}`</translation>
    </message>
    <message>
        <source>the number is out of range</source>
        <translation>数值超出范围</translation>
    </message>
    <message>
        <source>it ends too early</source>
        <translation>文件过早结束</translation>
    </message>
    <message>
        <source>something follows after its end</source>
        <translation>结尾之后还有多余内容</translation>
    </message>
    <message>
        <source>there is a wrong character at byte {byte}</source>
        <translation>第 {byte} 字节处有错误的字符</translation>
    </message>
    <message>
        <source>it is malformed at byte {byte} ({detail})</source>
        <translation>第 {byte} 字节处格式有误（{detail}）</translation>
    </message>
    <message>
        <source>it is not text in UTF-8</source>
        <translation>不是 UTF-8 文本</translation>
    </message>
    <message>
        <source>it is nested too deeply</source>
        <translation>嵌套过深</translation>
    </message>
    <message>
        <source>there is no home folder {name}</source>
        <translation>没有主文件夹 {name}</translation>
    </message>
</context>
<context>
    <name>explanation</name>
    <message>
        <source>How this cell is made</source>
        <translation>这个数怎么来的</translation>
    </message>
    <message>
        <source>Point at a number to see how it is made.</source>
        <translation>指向一个数，看它怎么来的。</translation>
    </message>
    <message>
        <source>You pinned this cell at {pinned}. The flow uses {pinned}, not {computed}.</source>
        <translation>你把这一格固定为 {pinned}。后面的计算用 {pinned}，不用 {computed}。</translation>
    </message>
    <message>
        <source>The first number that is not finite is {cell}.</source>
        <translation>最先不是有限数的是 {cell}。</translation>
    </message>
    <message>
        <source>word</source>
        <translation>词</translation>
    </message>
    <message>
        <source>weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>row {row}</source>
        <translation>第 {row} 行</translation>
    </message>
    <message>
        <source>col. {column}</source>
        <translation>第 {column} 列</translation>
    </message>
    <message>
        <source>multiply, add</source>
        <translation>相乘，相加</translation>
    </message>
    <message>
        <source>… and {count} more = {value}</source>
        <translation>……另有 {count} 项 = {value}</translation>
    </message>
    <message>
        <source>score</source>
        <translation>分数</translation>
    </message>
    <message>
        <source>share of 1</source>
        <translation>占 1 的份额</translation>
    </message>
    <message>
        <source>An input. Change it and everything after it follows.</source>
        <extracomment>Up to so many terms are written out; of more, the largest three and the sum of the rest.</extracomment>
        <translation>这是输入。改动它，后面的数都会随之更新。</translation>
    </message>
    <message>
        <source>… and {count} more</source>
        <translation>……另有 {count} 项</translation>
    </message>
    <message>
        <source>Words and columns count from 0 here.</source>
        <translation>这里的词和列从 0 数起。</translation>
    </message>
</context>
<context>
    <name>help</name>
    <message>
        <source>Edit the selected number</source>
        <translation>修改选中的数</translation>
    </message>
    <message>
        <source>Change it by 0.1 (Shift 1, Ctrl 0.01)</source>
        <translation>加减 0.1（Shift 为 1，Ctrl 为 0.01）</translation>
    </message>
    <message>
        <source>Release a pinned number</source>
        <translation>取消固定一个数</translation>
    </message>
    <message>
        <source>Open the selected matrix in a window</source>
        <translation>在窗口中打开选中的矩阵</translation>
    </message>
    <message>
        <source>Travel between nodes, or between cells</source>
        <translation>在节点之间或格子之间移动</translation>
    </message>
    <message>
        <source>Let go of the cell; put the old number back</source>
        <translation>放开这一格；放弃输入</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>键盘操作</translation>
    </message>
    <message>
        <source>Softmix {version}

Learn how attention works by touching its numbers.

MIT licence. Carries Inter, STIX Two Text and Noto Sans SC under the SIL Open Font License; see THIRD_PARTY_NOTICES.md.</source>
        <translation>Softmix {version}

动手改数，弄懂注意力。

MIT 许可证。内含 Inter、STIX Two Text 和 Noto Sans SC 字体，采用 SIL 开放字体许可证；见 THIRD_PARTY_NOTICES.md。</translation>
    </message>
    <message>
        <source>About Softmix</source>
        <translation>关于 Softmix</translation>
    </message>
</context>
<context>
    <name>mixTable</name>
    <message>
        <source>… and {count} more</source>
        <extracomment>More words than `MOST_WORDS` show the `LARGEST` weights and one row for all the others. A line, and the room of the rule, in sizes. Decimals and the longest label (in sizes), what is best first.</extracomment>
        <translation>……另有 {count} 个</translation>
    </message>
    <message>
        <source>pinned</source>
        <translation>已固定</translation>
    </message>
</context>
<context>
    <name>names</name>
    <message>
        <source>Word embeddings</source>
        <translation>词嵌入</translation>
    </message>
    <message>
        <source>Positions</source>
        <translation>位置编码</translation>
    </message>
    <message>
        <source>Word vectors</source>
        <translation>词向量</translation>
    </message>
    <message>
        <source>Query matrix</source>
        <translation>查询矩阵</translation>
    </message>
    <message>
        <source>Key matrix</source>
        <translation>键矩阵</translation>
    </message>
    <message>
        <source>Value matrix</source>
        <translation>值矩阵</translation>
    </message>
    <message>
        <source>Queries</source>
        <translation>查询</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>键</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>注意力分数</translation>
    </message>
    <message>
        <source>Divisor</source>
        <translation>除数</translation>
    </message>
    <message>
        <source>Scaled scores</source>
        <translation>缩放后的分数</translation>
    </message>
    <message>
        <source>Attention weights</source>
        <translation>注意力权重</translation>
    </message>
    <message>
        <source>Mix of values</source>
        <translation>加权求和</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>词向量</translation>
    </message>
    <message>
        <source>Projections</source>
        <translation>线性投影</translation>
    </message>
    <message>
        <source>Scale and softmax</source>
        <translation>缩放与 softmax 归一化</translation>
    </message>
    <message>
        <source>Mix</source>
        <translation>加权求和</translation>
    </message>
    <message>
        <source>query</source>
        <translation>查询</translation>
    </message>
    <message>
        <source>key</source>
        <translation>键</translation>
    </message>
    <message>
        <source>value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>attention</source>
        <translation>注意力</translation>
    </message>
    <message>
        <source>word stream</source>
        <translation>词向量流</translation>
    </message>
</context>
</TS>
