<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Undo: {step}</source>
        <translation>撤销：{step}</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Redo: {step}</source>
        <translation>重做：{step}</translation>
    </message>
</context>
<context>
    <name>AllHeads</name>
    <message>
        <source>{title} in all heads</source>
        <translation>{title}：所有头</translation>
    </message>
    <message>
        <source>Head {number}</source>
        <translation>第 {number} 个头</translation>
    </message>
    <message>
        <source>All heads</source>
        <translation>所有头</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>关闭（Esc）</translation>
    </message>
</context>
<context>
    <name>AllTerms</name>
    <message>
        <source>{count} terms</source>
        <translation>共 {count} 项</translation>
    </message>
    <message>
        <source>By size</source>
        <translation>按大小</translation>
    </message>
    <message>
        <source>In order</source>
        <translation>按顺序</translation>
    </message>
    <message>
        <source>Close the list of terms (Esc)</source>
        <translation>关闭各项列表（Esc）</translation>
    </message>
    <message>
        <source>All terms of the cell</source>
        <translation>这个数的全部各项</translation>
    </message>
</context>
<context>
    <name>AskPanel</name>
    <message>
        <source>Which word gets the most of “{row}” in {node}?</source>
        <translation>在{node}里，“{row}”把最多的一份给了哪个词？</translation>
    </message>
    <message>
        <source>How does “{row}” share out its attention? Set the bars.</source>
        <translation>“{row}”怎样分配它的注意力？请拖动滑块。</translation>
    </message>
    <message>
        <source>What is {cell}?</source>
        <translation>{cell} 是多少？</translation>
    </message>
    <message>
        <source>{done} of {count}</source>
        <translation>已答 {done} 个，共 {count} 个</translation>
    </message>
    <message>
        <source>{question} ({done})</source>
        <translation>{question}（{done}）</translation>
    </message>
    <message>
        <source>You can go on at any time: what you skip is filled in for you.</source>
        <translation>随时可以继续：跳过的会替你填上。</translation>
    </message>
    <message>
        <source>Right within {part} % of the whole.</source>
        <translation>与总量相差不超过 {part}% 就算对。</translation>
    </message>
    <message>
        <source>Whole numbers exactly, others within {tolerance}; 1/3 will do.</source>
        <translation>整数要完全相等，其他数相差不超过 {tolerance}；也可以写 1/3。</translation>
    </message>
    <message>
        <source>The tally</source>
        <translation>成绩</translation>
    </message>
    <message>
        <source>All of {node} is there.</source>
        <translation>{node} 已经全部算出。</translation>
    </message>
    <message>
        <source>Right at once: {at_once}. Right later, or with a hint: {right}. Shown: {shown}. Skipped: {skipped}.</source>
        <translation>一次答对：{at_once}。后来或看提示后答对：{right}。看了答案：{shown}。跳过：{skipped}。</translation>
    </message>
    <message>
        <source>Right.</source>
        <translation>正确。</translation>
    </message>
    <message>
        <source>Near, not quite.</source>
        <translation>接近了，还差一点。</translation>
    </message>
    <message>
        <source>Shared out otherwise.</source>
        <translation>分配得不是这样。</translation>
    </message>
    <message>
        <source>Another word gets more.</source>
        <translation>另一个词得到的更多。</translation>
    </message>
    <message>
        <source>{size} too high.</source>
        <translation>高了 {size}。</translation>
    </message>
    <message>
        <source>{size} too low.</source>
        <translation>低了 {size}。</translation>
    </message>
    <message>
        <source>Near: </source>
        <translation>接近：</translation>
    </message>
    <message>
        <source>Look at: {nodes}</source>
        <translation>看这里：{nodes}</translation>
    </message>
    <message>
        <source>The numbers: {numbers}</source>
        <translation>这些数：{numbers}</translation>
    </message>
    <message>
        <source>So: {made}</source>
        <translation>于是：{made}</translation>
    </message>
    <message>
        <source>Save the tally</source>
        <translation>保存成绩</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Cell</source>
        <translation>单元格</translation>
    </message>
    <message>
        <source>Tries</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>Hints</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>How</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>right</source>
        <translation>答对</translation>
    </message>
    <message>
        <source>shown</source>
        <translation>看了答案</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>Your prediction</source>
        <translation>你的预测</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Hint</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Show this one</source>
        <translation>显示这一个</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>全部显示</translation>
    </message>
    <message>
        <source>Save the tally…</source>
        <translation>保存成绩…</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>重新开始</translation>
    </message>
</context>
<context>
    <name>BlockPicker</name>
    <message>
        <source>Block {number} of {count}</source>
        <translation>第 {number} 块（共 {count} 块）</translation>
    </message>
    <message>
        <source>Which block is drawn</source>
        <translation>显示哪一个块</translation>
    </message>
    <message>
        <source>Previous block ([)</source>
        <translation>上一个块（[）</translation>
    </message>
    <message>
        <source>Next block (])</source>
        <translation>下一个块（]）</translation>
    </message>
</context>
<context>
    <name>CellExplanation</name>
    <message>
        <source>List all {count} terms</source>
        <translation>列出全部 {count} 项</translation>
    </message>
    <message>
        <source>Back to {cell}</source>
        <translation>返回 {cell}</translation>
    </message>
    <message>
        <source>{cell} is {value}. Enter goes there.</source>
        <translation>{cell} 是 {value}。按回车前往。</translation>
    </message>
    <message>
        <source>Show all terms</source>
        <translation>显示全部各项</translation>
    </message>
    <message>
        <source>Go to {cell}</source>
        <translation>前往 {cell}</translation>
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
        <source>Look</source>
        <translation>样式</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
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
    <message>
        <source>Text of the lesson</source>
        <translation>课程文字</translation>
    </message>
    <message>
        <source>All heads side by side</source>
        <translation>所有头并排</translation>
    </message>
</context>
<context>
    <name>CompareBar</name>
    <message>
        <source>Compared with</source>
        <translation>比较对象：</translation>
    </message>
    <message>
        <source>Details…</source>
        <translation>详情…</translation>
    </message>
    <message>
        <source>Before, after and their difference, matrix by matrix (Ctrl+Shift+D)</source>
        <translation>逐个矩阵看之前、之后与差（Ctrl+Shift+D）</translation>
    </message>
    <message>
        <source>Wiggle the selected cell (W)</source>
        <translation>让选中的数上下摆动（W）</translation>
    </message>
    <message>
        <source>Keep a snapshot (Ctrl+Shift+K)</source>
        <translation>保留快照（Ctrl+Shift+K）</translation>
    </message>
    <message>
        <source>Stop comparing (C)</source>
        <translation>停止比较（C）</translation>
    </message>
</context>
<context>
    <name>CompareDesk</name>
    <message>
        <source>{count} snapshots are kept already: delete one first (Ctrl+Shift+D).</source>
        <translation>已经保留了 {count} 个快照：请先删除一个（Ctrl+Shift+D）。</translation>
    </message>
    <message>
        <source>Kept: {name}.</source>
        <translation>已保留：{name}。</translation>
    </message>
</context>
<context>
    <name>CompareWindow</name>
    <message>
        <source>A: {first}, B: {second}</source>
        <extracomment>How long changes are gathered before everything is read anew (ms): a drag goes on meanwhile.</extracomment>
        <translation>A：{first}，B：{second}</translation>
    </message>
    <message>
        <source>Compare – Softmix</source>
        <translation>比较 – Softmix</translation>
    </message>
    <message>
        <source>Side A, before</source>
        <translation>A 边，之前</translation>
    </message>
    <message>
        <source>Side B, after</source>
        <translation>B 边，之后</translation>
    </message>
    <message>
        <source>Swap A and B</source>
        <translation>交换 A 和 B</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>复制为文本</translation>
    </message>
    <message>
        <source>The line and a table of all matrices, tab-separated</source>
        <translation>这一行和所有矩阵的表格，以制表符分隔</translation>
    </message>
    <message>
        <source>Only what changed</source>
        <translation>只看变了的</translation>
    </message>
</context>
<context>
    <name>Comparing</name>
    <message>
        <source>Before this edit</source>
        <translation>这次修改之前</translation>
    </message>
    <message>
        <source>The example’s start</source>
        <translation>例子的开头</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
</context>
<context>
    <name>CurvesView</name>
    <message>
        <source>without a divisor</source>
        <translation>不除</translation>
    </message>
    <message>
        <source>divided by √d_k</source>
        <translation>除以 √d_k</translation>
    </message>
    <message>
        <source>this example, d_k = {d_k}</source>
        <translation>这个例子，d_k = {d_k}</translation>
    </message>
    <message>
        <source>How sharp softmax gets</source>
        <translation>softmax 有多尖锐</translation>
    </message>
    <message>
        <source>Largest weight of a row, against d_k</source>
        <translation>一行中最大的权重，随 d_k 的变化</translation>
    </message>
    <message>
        <source>Entropy of a row in bits, against d_k</source>
        <translation>一行的熵（比特），随 d_k 的变化</translation>
    </message>
    <message>
        <source>Averages over {draws} rows of {keys} weights: queries and keys are drawn from a normal distribution of variance 1.</source>
        <translation>对 {draws} 行取平均，每行 {keys} 个权重：查询和键都从方差为 1 的正态分布中抽取。</translation>
    </message>
    <message>
        <source>As curves</source>
        <translation>看曲线</translation>
    </message>
    <message>
        <source>As a table</source>
        <translation>看表格</translation>
    </message>
    <message>
        <source>largest
without</source>
        <translation>最大
不除</translation>
    </message>
    <message>
        <source>largest
÷ √d_k</source>
        <translation>最大
÷ √d_k</translation>
    </message>
    <message>
        <source>bits
without</source>
        <translation>比特
不除</translation>
    </message>
    <message>
        <source>bits
÷ √d_k</source>
        <translation>比特
÷ √d_k</translation>
    </message>
    <message>
        <source>{caption}: from {first} at d_k = 1 to {last} at d_k = {most} without a divisor, and {divided} divided by √d_k. This example, at d_k = {d_k}: {own}.</source>
        <translation>{caption}：不除时，从 d_k = 1 的 {first} 到 d_k = {most} 的 {last}；除以 √d_k 时是 {divided}。这个例子，d_k = {d_k}：{own}。</translation>
    </message>
</context>
<context>
    <name>DiagramView</name>
    <message>
        <source>Zoom to this matrix (Z)</source>
        <translation>放大这个矩阵（Z）</translation>
    </message>
    <message>
        <source>Open in its own window (Enter)</source>
        <translation>在单独的窗口中打开（Enter）</translation>
    </message>
    <message>
        <source>Show what it comes from (I)</source>
        <translation>显示它从哪里来（I）</translation>
    </message>
    <message>
        <source>Show what it goes into (O)</source>
        <translation>显示它到哪里去（O）</translation>
    </message>
    <message>
        <source>Freeze it: a step leaves it as it is</source>
        <translation>冻结：走一步时保持不变</translation>
    </message>
    <message>
        <source>Fit the diagram (Ctrl+0)</source>
        <translation>适合窗口（Ctrl+0）</translation>
    </message>
    <message>
        <source>head {number} of {count}</source>
        <translation>第 {number} 个头，共 {count} 个</translation>
    </message>
    <message>
        <source>block {number} of {count}</source>
        <translation>第 {number} 个块，共 {count} 个</translation>
    </message>
    <message>
        <source>Diagram of the attention pipeline</source>
        <translation>注意力流程图</translation>
    </message>
</context>
<context>
    <name>Editing</name>
    <message>
        <source>Set {count} cells of {node}</source>
        <translation>设置 {node} 的 {count} 个单元格</translation>
    </message>
    <message>
        <source>Import {name}</source>
        <translation>导入 {name}</translation>
    </message>
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
        <source>Change the sizes</source>
        <translation>修改大小</translation>
    </message>
    <message>
        <source>Set {axis} to {size}</source>
        <translation>把{axis}设为 {size}</translation>
    </message>
    <message>
        <source>Rename a word to {name}</source>
        <translation>把一个词改名为“{name}”</translation>
    </message>
    <message>
        <source>Change the sentence</source>
        <translation>更换句子</translation>
    </message>
    <message>
        <source>Change the memory</source>
        <translation>更换记忆</translation>
    </message>
    <message>
        <source>Back to the paper</source>
        <translation>恢复为论文的设置</translation>
    </message>
    <message>
        <source>Reset to the example</source>
        <translation>恢复为原例</translation>
    </message>
    <message>
        <source>Set {cell} to {value}</source>
        <translation>把 {cell} 设为 {value}</translation>
    </message>
</context>
<context>
    <name>ExampleDialog</name>
    <message>
        <source>Save as an example</source>
        <translation>另存为示例</translation>
    </message>
    <message>
        <source>The numbers, words and sizes of now become an example of your own. It stands below the others in the list of examples, and opens as they do.</source>
        <translation>把现在的数、词和大小存为您自己的示例。它会出现在示例列表的末尾，打开方式与其他示例相同。</translation>
    </message>
    <message>
        <source>Title in English</source>
        <translation>英文标题</translation>
    </message>
    <message>
        <source>Title in Chinese</source>
        <translation>中文标题</translation>
    </message>
    <message>
        <source>{title} (mine)</source>
        <translation>{title}（我的）</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>The command line calls it {name}.</source>
        <translation>在命令行中它叫 {name}。</translation>
    </message>
    <message>
        <source>Write a title with letters or digits in it.</source>
        <translation>请写一个含有字母、汉字或数字的标题。</translation>
    </message>
</context>
<context>
    <name>ExperimentsPanel</name>
    <message>
        <source>the paper: {choice}</source>
        <translation>论文：{choice}</translation>
    </message>
    <message>
        <source>block {number}, the paper: {choice}</source>
        <translation>第 {number} 块，论文：{choice}</translation>
    </message>
    <message>
        <source>Experiments</source>
        <translation>实验</translation>
    </message>
    <message>
        <source>Turn a switch, look at what it changes, undo it.</source>
        <translation>拨动开关，看看有什么变化，再撤销。</translation>
    </message>
    <message>
        <source>Back to the lesson (F8)</source>
        <translation>回到讲解（F8）</translation>
    </message>
    <message>
        <source>Back to the paper</source>
        <translation>恢复为论文的设置</translation>
    </message>
    <message>
        <source>Turn every switch to where the paper has it</source>
        <translation>把所有开关都拨到论文的位置</translation>
    </message>
    <message>
        <source>Sizes…</source>
        <translation>大小…</translation>
    </message>
    <message>
        <source>Mistakes worth making…</source>
        <translation>值得犯的错…</translation>
    </message>
    <message>
        <source>Predict what a mistake does, then make it (Shift+F8)</source>
        <translation>先预测一个错误会造成什么，再犯这个错（Shift+F8）</translation>
    </message>
    <message>
        <source>The lesson opens some of the matrices later.</source>
        <translation>有些矩阵要到后面的步骤才出现。</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>全部显示</translation>
    </message>
    <message>
        <source>Divisor</source>
        <translation>除数</translation>
    </message>
    <message>
        <source>Any number but 0, also 1/3 or sqrt(3)</source>
        <translation>除 0 以外的任意数，也可以写 1/3 或 sqrt(3)</translation>
    </message>
    <message>
        <source>Epsilon</source>
        <translation>ε</translation>
    </message>
    <message>
        <source>Words of padding</source>
        <translation>填充的词数</translation>
    </message>
    <message>
        <source>Words of padding at the end</source>
        <translation>末尾填充的词数</translation>
    </message>
</context>
<context>
    <name>ExplanationStrip</name>
    <message>
        <source>How this cell is made</source>
        <extracomment>From the top of the strip to the picture (px). The list of all terms is no lower than this.</extracomment>
        <translation>这个数怎么来的</translation>
    </message>
    <message>
        <source>Release cell</source>
        <translation>取消固定</translation>
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
        <source>The picture keeps its own layout: inputs left, result right, no buttons.</source>
        <translation>图片有自己的版式：输入在左，结果在右，没有按钮。</translation>
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
        <source>Open the folder after</source>
        <translation>完成后打开文件夹</translation>
    </message>
    <message>
        <source>Export {format}</source>
        <translation>导出 {format}</translation>
    </message>
</context>
<context>
    <name>FiguresBar</name>
    <message>
        <source>min {least}   max {greatest}   mean {mean}</source>
        <translation>最小 {least}   最大 {greatest}   平均 {mean}</translation>
    </message>
    <message>
        <source>{count} masked</source>
        <translation>{count} 个被遮住</translation>
    </message>
    <message>
        <source>{count} not finite</source>
        <translation>{count} 个不是有限数</translation>
    </message>
    <message>
        <source>Sums</source>
        <translation>求和</translation>
    </message>
    <message>
        <source>Sums of rows and columns</source>
        <translation>各行与各列之和</translation>
    </message>
    <message>
        <source>Histogram</source>
        <translation>直方图</translation>
    </message>
    <message>
        <source>How the numbers are spread</source>
        <translation>数值的分布</translation>
    </message>
</context>
<context>
    <name>Files</name>
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
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Softmix files (*.softmix *.json)</source>
        <translation>Softmix 文件 (*.softmix *.json)</translation>
    </message>
    <message>
        <source>Open recent</source>
        <translation>打开最近的文件</translation>
    </message>
    <message>
        <source>{path} is not there any more. Take it off the list?</source>
        <translation>{path} 已经不在了。要从列表中去掉吗？</translation>
    </message>
    <message>
        <source>Open elsewhere</source>
        <translation>已在别处打开</translation>
    </message>
    <message>
        <source>{name} is open in another window.</source>
        <translation>{name} 已在另一个窗口中打开。</translation>
    </message>
    <message>
        <source>If both windows save, one writes over the other. A copy has a file of its own.</source>
        <translation>如果两边都保存，一份会覆盖另一份。副本有自己的文件。</translation>
    </message>
    <message>
        <source>Open a copy</source>
        <translation>打开副本</translation>
    </message>
    <message>
        <source>Open anyway</source>
        <translation>仍然打开</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>{name} is not on the disk any more. Your work is here; save it to keep it.</source>
        <translation>{name} 已不在磁盘上。您的作品还在这里；请保存以留住它。</translation>
    </message>
    <message>
        <source>Changed on the disk</source>
        <translation>磁盘上的文件有改动</translation>
    </message>
    <message>
        <source>{name} was changed by another program.</source>
        <translation>{name} 被另一个程序改动了。</translation>
    </message>
    <message>
        <source>Open it as it is on the disk now, or go on with what is in this window?</source>
        <translation>打开磁盘上现在的内容，还是继续使用本窗口中的内容？</translation>
    </message>
    <message>
        <source>Open from the disk</source>
        <translation>从磁盘打开</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>保留我的</translation>
    </message>
    <message>
        <source>Save mine as…</source>
        <translation>我的另存为…</translation>
    </message>
    <message>
        <source>Softmix work (*.softmix)</source>
        <translation>Softmix 作品 (*.softmix)</translation>
    </message>
    <message>
        <source>Example for others to open (*.json)</source>
        <translation>供他人打开的示例 (*.json)</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>{path} cannot be made: {reason}.</source>
        <translation>无法创建 {path}：{reason}。</translation>
    </message>
    <message>
        <source>Your examples lie in {path}.</source>
        <translation>您的示例位于 {path}。</translation>
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
        <source>{name} is open in another window. Write over it all the same?</source>
        <translation>{name} 已在另一个窗口中打开。仍要覆盖它吗？</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
</context>
<context>
    <name>FlowChooser</name>
    <message>
        <source>Which flow is drawn</source>
        <translation>画的是哪一种流向</translation>
    </message>
    <message>
        <source>Take the step</source>
        <translation>走这一步</translation>
    </message>
    <message>
        <source>Make the parameters what stands here, as one undo step (D)</source>
        <translation>让参数变成这里写的数，可一次撤销（D）</translation>
    </message>
</context>
<context>
    <name>GoToLine</name>
    <message>
        <source>Go to row, column</source>
        <translation>转到：行，列</translation>
    </message>
    <message>
        <source>Go to cell</source>
        <translation>转到单元格</translation>
    </message>
    <message>
        <source>Go to a cell: row, column, by number or word (Ctrl+G)</source>
        <translation>转到单元格：行，列；可写序号或词（Ctrl+G）</translation>
    </message>
</context>
<context>
    <name>HeadChooser</name>
    <message>
        <source>Head {number} of {count}</source>
        <translation>第 {number} 个头（共 {count} 个）</translation>
    </message>
    <message>
        <source>Head</source>
        <extracomment>How wide a button is where they stand in rows (px at the normal size of text).</extracomment>
        <translation>头</translation>
    </message>
    <message>
        <source>Which head is shown</source>
        <translation>显示哪一个头</translation>
    </message>
    <message>
        <source>Head {number}</source>
        <translation>第 {number} 个头</translation>
    </message>
    <message>
        <source>All heads</source>
        <translation>所有头</translation>
    </message>
    <message>
        <source>Show the selected matrix in all heads side by side</source>
        <translation>并排显示所选矩阵在所有头中的样子</translation>
    </message>
    <message>
        <source>Previous head</source>
        <translation>上一个头</translation>
    </message>
    <message>
        <source>Next head</source>
        <translation>下一个头</translation>
    </message>
</context>
<context>
    <name>HeadsView</name>
    <message>
        <source>All heads</source>
        <extracomment>From this side on (px) masked cells are hatched.</extracomment>
        <translation>所有头</translation>
    </message>
    <message>
        <source>Head {number}</source>
        <translation>第 {number} 个头</translation>
    </message>
</context>
<context>
    <name>HeatPane</name>
    <message>
        <source>Heat map</source>
        <translation>热图</translation>
    </message>
    <message>
        <source>All heads</source>
        <translation>所有头</translation>
    </message>
    <message>
        <source>Magnifier: numbers around the pointer</source>
        <translation>放大镜：指针周围的数值</translation>
    </message>
</context>
<context>
    <name>HeatmapView</name>
    <message>
        <source>Heat map of {node}</source>
        <extracomment>Cells with a shorter side (px) are looked at through the magnifier.</extracomment>
        <translation>{node} 的热图</translation>
    </message>
</context>
<context>
    <name>Histogram</name>
    <message>
        <source>Histogram</source>
        <translation>直方图</translation>
    </message>
    <message>
        <source>{low} to {high}: {count} numbers</source>
        <translation>{low} 到 {high}：{count} 个数</translation>
    </message>
</context>
<context>
    <name>HistoryWindow</name>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Steps that can be undone</source>
        <translation>可以撤销的步骤</translation>
    </message>
    <message>
        <source>As it was opened</source>
        <translation>刚打开时</translation>
    </message>
    <message>
        <source>Choose a step to go back to it, or forward again. A disk marks what is saved.</source>
        <translation>选择一步即可回到那里，也可以再往前。磁盘图标标出已保存之处。</translation>
    </message>
</context>
<context>
    <name>JournalBar</name>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>A crash would lose your last changes ({reason}). Save your work.</source>
        <translation>若程序意外中止，您最近的改动会丢失（{reason}）。请保存您的作品。</translation>
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
        <source>masked</source>
        <translation>被掩码遮住</translation>
    </message>
    <message>
        <source>fixed at 0</source>
        <translation>固定为 0</translation>
    </message>
    <message>
        <source>unlike the paper</source>
        <translation>与论文不同</translation>
    </message>
    <message>
        <source>learned</source>
        <translation>可学习参数</translation>
    </message>
</context>
<context>
    <name>LegendBar</name>
    <message>
        <source>Open the folder</source>
        <translation>打开文件夹</translation>
    </message>
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
    <message>
        <source>The example now ends before this step, so the step has no numbers. “The example ends after”, in Experiments, brings them back.</source>
        <translation>例子现在到不了这一步，所以这一步没有数字。在“实验”里改“例子到此为止”，就能把它们找回来。</translation>
    </message>
    <message>
        <source>Predict</source>
        <translation>先猜</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Predict is on. You can go on at any time.</source>
        <translation>先猜模式已打开。随时可以继续。</translation>
    </message>
</context>
<context>
    <name>ManualWindow</name>
    <message>
        <source>{count} in this chapter</source>
        <extracomment>How a term is called among places; chapters are called by their ids.</extracomment>
        <translation>本章有 {count} 处</translation>
    </message>
    <message>
        <source>not in this chapter</source>
        <translation>本章没有</translation>
    </message>
    <message>
        <source>Not possible just now.</source>
        <translation>现在不能这样做。</translation>
    </message>
    <message>
        <source>This example has no {node}.</source>
        <translation>本示例没有 {node}。</translation>
    </message>
    <message>
        <source>Softmix: manual</source>
        <translation>Softmix：手册</translation>
    </message>
    <message>
        <source>Search the manual</source>
        <translation>搜索手册</translation>
    </message>
    <message>
        <source>Chapters</source>
        <translation>章节</translation>
    </message>
    <message>
        <source>What the chapter says</source>
        <translation>章节内容</translation>
    </message>
    <message>
        <source>Back (Alt+Left)</source>
        <translation>后退 (Alt+Left)</translation>
    </message>
    <message>
        <source>Forward (Alt+Right)</source>
        <translation>前进 (Alt+Right)</translation>
    </message>
</context>
<context>
    <name>MatrixFiles</name>
    <message>
        <source>Export all matrices</source>
        <translation>导出所有矩阵</translation>
    </message>
    <message>
        <source>Export {node}</source>
        <translation>导出 {node}</translation>
    </message>
    <message>
        <source>Written: {name}.</source>
        <translation>已写入：{name}。</translation>
    </message>
    <message>
        <source>Spreadsheet with formulas</source>
        <translation>带公式的电子表格</translation>
    </message>
    <message>
        <source>Import matrices</source>
        <translation>导入矩阵</translation>
    </message>
    <message>
        <source>Matrices ({patterns})</source>
        <translation>矩阵 ({patterns})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>{names}: nothing is other than before.</source>
        <translation>{names}：与之前没有不同。</translation>
    </message>
    <message>
        <source>Imported: {names}.</source>
        <translation>已导入：{names}。</translation>
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
        <extracomment>The axes whose labels are words of a sentence.</extracomment>
        <translation>尚未展示</translation>
    </message>
</context>
<context>
    <name>MatrixWindow</name>
    <message>
        <source>{count} heads, each {shape}</source>
        <translation>{count} 个头，各 {shape}</translation>
    </message>
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
        <source>Click a cell, or press Space, to switch it between 1 and 0.</source>
        <translation>点击单元格或按空格键，可在 1 和 0 之间切换。</translation>
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
        <source>Drag sideways: 0.1 a notch. Shift 1, Ctrl 0.01. Type to replace, Esc cancels.</source>
        <translation>左右拖动：每格 0.1，按 Shift 为 1，按 Ctrl 为 0.01。直接输入可替换，Esc 取消。</translation>
    </message>
</context>
<context>
    <name>MistakePage</name>
    <message>
        <source>Single numbers are those of the first head of the first block.</source>
        <translation>提到的单个数，都是第一个块、第一个头的。</translation>
    </message>
    <message>
        <source>Single numbers are those of the first head.</source>
        <translation>提到的单个数，都是第一个头的。</translation>
    </message>
    <message>
        <source>Single numbers are those of the first block.</source>
        <translation>提到的单个数，都是第一个块的。</translation>
    </message>
    <message>
        <source>Takes back “{mistake}” first.</source>
        <translation>先撤回“{mistake}”。</translation>
    </message>
    <message>
        <source>In the open example, as one undo step.</source>
        <translation>就在打开的例子里，撤销一步即可复原。</translation>
    </message>
    <message>
        <source>Opens the example “{title}”, which shows it best.</source>
        <translation>打开例子“{title}”，在那里看得最清楚。</translation>
    </message>
    <message>
        <source>No prediction was made</source>
        <translation>没有预测</translation>
    </message>
    <message>
        <source>It is: {right}.</source>
        <translation>结果是：{right}。</translation>
    </message>
    <message>
        <source>✓  As predicted</source>
        <translation>✓  与预测一致</translation>
    </message>
    <message>
        <source>✗  Not as predicted</source>
        <translation>✗  与预测不同</translation>
    </message>
    <message>
        <source>You said: {said}. It is: {right}.</source>
        <translation>你说：{said}。结果是：{right}。</translation>
    </message>
    <message>
        <source>Undo it, and the changes made after it</source>
        <translation>撤销它，以及之后的改动</translation>
    </message>
    <message>
        <source>Undo it</source>
        <translation>撤销它</translation>
    </message>
    <message>
        <source>{text} An edit has ended what the mistake makes so.</source>
        <translation>{text}有一处改动使这个错误的结果不再成立。</translation>
    </message>
    <message>
        <source>Show {cell}</source>
        <translation>看 {cell}</translation>
    </message>
    <message>
        <source>Predict first</source>
        <translation>先预测</translation>
    </message>
    <message>
        <source>Set it up</source>
        <translation>犯这个错</translation>
    </message>
    <message>
        <source>What the numbers say</source>
        <translation>数字怎么说</translation>
    </message>
    <message>
        <source>The example has other sizes by now. Take the mistake back to compare again.</source>
        <translation>例子的大小已经变了。撤回这个错误，才能再比较。</translation>
    </message>
    <message>
        <source>What to look at</source>
        <translation>看什么</translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Next mistake</source>
        <translation>下一个错误</translation>
    </message>
</context>
<context>
    <name>MistakesPanel</name>
    <message>
        <source>{number} of {count}</source>
        <translation>{number} / {count}</translation>
    </message>
    <message>
        <source>made</source>
        <translation>已犯</translation>
    </message>
    <message>
        <source>Predicted right</source>
        <translation>预测正确</translation>
    </message>
    <message>
        <source>Predicted otherwise</source>
        <translation>预测不同</translation>
    </message>
    <message>
        <source>Mistakes worth making</source>
        <translation>值得犯的错</translation>
    </message>
    <message>
        <source>Predict what a mistake does, make it, look, take it back.</source>
        <translation>预测一个错误会造成什么，犯这个错，看一看，再撤回。</translation>
    </message>
    <message>
        <source>All mistakes</source>
        <translation>全部错误</translation>
    </message>
    <message>
        <source>Back to the lesson</source>
        <translation>回到课程</translation>
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
    <name>NodeList</name>
    <message>
        <source>not comparable: {shapes}</source>
        <translation>无法比较：{shapes}</translation>
    </message>
    <message>
        <source>all {count}</source>
        <translation>全部 {count} 个</translation>
    </message>
    <message>
        <source>{changed} of {count}</source>
        <translation>{count} 个中的 {changed} 个</translation>
    </message>
    <message>
        <source>What changed, along the flow</source>
        <translation>沿着流程看什么变了</translation>
    </message>
    <message>
        <source>Matrix</source>
        <translation>矩阵</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>变了</translation>
    </message>
    <message>
        <source>Largest change</source>
        <translation>最大变化</translation>
    </message>
    <message>
        <source>Relative</source>
        <translation>相对</translation>
    </message>
</context>
<context>
    <name>NodeView</name>
    <message>
        <source>A: {side}</source>
        <translation>A：{side}</translation>
    </message>
    <message>
        <source>B: {side}</source>
        <translation>B：{side}</translation>
    </message>
    <message>
        <source>Difference, B − A</source>
        <translation>差，B − A</translation>
    </message>
    <message>
        <source>Relative difference, % of |A|</source>
        <translation>相对差，占 |A| 的百分比</translation>
    </message>
    <message>
        <source>What was added to each number; on a scale of its own.</source>
        <translation>每个数增加了多少；用它自己的色标。</translation>
    </message>
    <message>
        <source>The difference in percent of the number in A. A number that was 0 has none: its cell is hatched.</source>
        <translation>差占 A 中那个数的百分比。原来是 0 的数没有相对差：它的单元格画斜线。</translation>
    </message>
    <message>
        <source>Head {number}</source>
        <translation>第 {number} 个头</translation>
    </message>
    <message>
        <source>Point at a cell, or go to one with the arrow keys.</source>
        <translation>指向一个单元格，或用方向键走过去。</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>头</translation>
    </message>
</context>
<context>
    <name>NotesBand</name>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
</context>
<context>
    <name>Outline</name>
    <message>
        <source>Block {number}: {stage}</source>
        <translation>第 {number} 个块：{stage}</translation>
    </message>
    <message>
        <source>step {number}</source>
        <translation>第 {number} 步</translation>
    </message>
    <message>
        <source>{count} pinned</source>
        <translation>固定 {count} 个</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>已变</translation>
    </message>
    <message>
        <source>made from {nodes}</source>
        <translation>由{nodes}算出</translation>
    </message>
    <message>
        <source>given</source>
        <translation>给定</translation>
    </message>
    <message>
        <source>computed</source>
        <translation>算出</translation>
    </message>
    <message>
        <source>goes into {nodes}</source>
        <translation>用于{nodes}</translation>
    </message>
    <message>
        <source> and </source>
        <translation>和</translation>
    </message>
    <message>
        <source>All matrices</source>
        <translation>所有矩阵</translation>
    </message>
    <message>
        <source>Matrix</source>
        <translation>矩阵</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
</context>
<context>
    <name>OutlineFace</name>
    <message>
        <source>All matrices</source>
        <translation>所有矩阵</translation>
    </message>
    <message>
        <source>Back to the lesson</source>
        <translation>回到课程</translation>
    </message>
</context>
<context>
    <name>Pager</name>
    <message>
        <source>{number} of {count}</source>
        <translation>第 {number} 张，共 {count} 张</translation>
    </message>
    <message>
        <source>Previous slide</source>
        <translation>上一张</translation>
    </message>
    <message>
        <source>Next slide</source>
        <translation>下一张</translation>
    </message>
</context>
<context>
    <name>PaintedTable</name>
    <message>
        <source>Type or press F2 to edit. Alt with Up or Down turns the number.</source>
        <extracomment>The least size of a number while it is typed (px).</extracomment>
        <translation>直接输入或按 F2 修改。Alt 加上下键微调。</translation>
    </message>
</context>
<context>
    <name>PasteDialog</name>
    <message>
        <source>Paste numbers</source>
        <translation>粘贴数</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>These are {given} numbers, told apart by {separator}.</source>
        <translation>共 {given} 个数，以{separator}分隔。</translation>
    </message>
    <message>
        <source>Commas were read as decimal points.</source>
        <translation>逗号已读作小数点。</translation>
    </message>
    <message>
        <source>Names beside the numbers were passed over.</source>
        <translation>数旁边的名称已略过。</translation>
    </message>
    <message>
        <source>From the chosen cell on, {name} has room for {room}.</source>
        <translation>从所选单元格起，{name} 可容纳 {room}。</translation>
    </message>
    <message>
        <source>The first of the numbers</source>
        <translation>最前面的数</translation>
    </message>
    <message>
        <source>These are the matrices of several heads.</source>
        <translation>这是多个头的矩阵。</translation>
    </message>
    <message>
        <source>Paste what fits: {shape}</source>
        <translation>粘贴放得下的部分：{shape}</translation>
    </message>
    <message>
        <source>Repeat them to fill {shape}</source>
        <translation>重复以填满 {shape}</translation>
    </message>
    <message>
        <source>They do not go into it evenly.</source>
        <translation>它们不能整除地放入。</translation>
    </message>
    <message>
        <source>Turn rows into columns</source>
        <translation>把行变成列</translation>
    </message>
    <message>
        <source>They do not fit that way either.</source>
        <translation>这样也放不下。</translation>
    </message>
    <message>
        <source>Change the sizes of the example so that they are {name}</source>
        <translation>改变示例的大小，使这些数成为 {name}</translation>
    </message>
    <message>
        <source>Its sizes follow from other matrices.</source>
        <translation>它的大小由其他矩阵决定。</translation>
    </message>
    <message>
        <source>Paste {name}</source>
        <translation>粘贴 {name}</translation>
    </message>
</context>
<context>
    <name>PresentWindow</name>
    <message>
        <source>Softmix: presentation</source>
        <translation>Softmix：演示</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Show the lesson and the matrix (F9)</source>
        <translation>显示讲解和矩阵（F9）</translation>
    </message>
    <message>
        <source>Experiments (F8)</source>
        <translation>实验（F8）</translation>
    </message>
    <message>
        <source>All matrices as a list (F7)</source>
        <translation>以列表显示所有矩阵（F7）</translation>
    </message>
</context>
<context>
    <name>ReasonNote</name>
    <message>
        <source>More in the manual</source>
        <translation>手册里的说明</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>取消固定</translation>
    </message>
</context>
<context>
    <name>RecentMenu</name>
    <message>
        <source>{name} (not there)</source>
        <extracomment>How many are remembered.</extracomment>
        <translation>{name}（已不在）</translation>
    </message>
    <message>
        <source>Clear the list</source>
        <translation>清空列表</translation>
    </message>
    <message>
        <source>Open recent</source>
        <translation>打开最近的文件</translation>
    </message>
</context>
<context>
    <name>RecoveryDialog</name>
    <message>
        <source>Recover your work</source>
        <extracomment>What nobody could read is thrown away after so many days.</extracomment>
        <translation>恢复您的作品</translation>
    </message>
    <message>
        <source>Softmix did not end as it should the last time. This is what you were working on, up to the last change. Recover opens it; it is not saved until you save it.</source>
        <translation>Softmix 上次没有正常结束。下面是您当时的作品，直到最后一次改动。“恢复”会打开它；在您保存之前，它还没有存入文件。</translation>
    </message>
    <message>
        <source>Work that can be recovered</source>
        <translation>可以恢复的作品</translation>
    </message>
    <message>
        <source>Recover</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>以后再说</translation>
    </message>
    <message>
        <source>Ask again at the next start</source>
        <translation>下次启动时再问</translation>
    </message>
    <message>
        <source>changes: {count}</source>
        <translation>{count} 处改动</translation>
    </message>
</context>
<context>
    <name>Rescue</name>
    <message>
        <source>Something went wrong that should not have.</source>
        <translation>发生了一个意外的错误。</translation>
    </message>
    <message>
        <source>Your work is still here, and you can go on. To be safe, save a copy. The details help us to find the cause: {first}</source>
        <translation>您的作品还在，可以继续使用。为稳妥起见，请保存一份副本。以下详情有助于找到原因：{first}</translation>
    </message>
    <message>
        <source>Save a copy…</source>
        <translation>保存副本…</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
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
        <source>The word gets a row in X_M, K and V, and a column in S, S′ and A.</source>
        <translation>这个词在 X_M、K 和 V 中各占一行，在 S、S′ 和 A 中各占一列。</translation>
    </message>
    <message>
        <source>The word gets a row in X, Q, K, V and Z, a row and a column in S, S′ and A. W_Q, W_K, W_V and the divisor stay as they are.</source>
        <translation>X、Q、K、V、Z 各为这个词添一行，S、S′、A 各添一行一列。W_Q、W_K、W_V 和除数不变。</translation>
    </message>
    <message>
        <source>The word gets a row wherever words have rows, and a column in S, S′ and A. Learned matrices stay as they are.</source>
        <translation>凡是按词分行的矩阵，这个词都占一行；它在 S、S′ 和 A 中还各占一列。学习得到的矩阵不变。</translation>
    </message>
    <message>
        <source>W_1 and b_1 get one more column, and W_2 one more row.</source>
        <translation>W_1 和 b_1 各多一列，W_2 多一行。</translation>
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
    <name>RunTable</name>
    <message>
        <source>Run</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Optimiser</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>权重衰减</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Right on unseen</source>
        <translation>新句子正确率</translation>
    </message>
    <message>
        <source>Runs that were kept</source>
        <translation>留下的训练</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent} %</translation>
    </message>
    <message>
        <source>{loss} (squared error)</source>
        <translation>{loss}（平方误差）</translation>
    </message>
</context>
<context>
    <name>RunsWindow</name>
    <message>
        <source>Table of runs, CSV (*.csv)</source>
        <extracomment>Losses of batches jump about; a mean of so many lets curves be told apart.</extracomment>
        <translation>训练一览，CSV (*.csv)</translation>
    </message>
    <message>
        <source>Every step, CSV (*.csv)</source>
        <translation>每一步，CSV (*.csv)</translation>
    </message>
    <message>
        <source>Picture, PNG (*.png)</source>
        <translation>图片，PNG (*.png)</translation>
    </message>
    <message>
        <source>Save the runs</source>
        <translation>保存训练</translation>
    </message>
    <message>
        <source>Softmix: runs</source>
        <translation>Softmix：训练比较</translation>
    </message>
    <message>
        <source>Runs that were kept. The box draws a run or not. Curves are means of {count} steps; files hold every number as it was.</source>
        <translation>留下的训练。勾选框决定画不画它的曲线。曲线是 {count} 步的平均；文件里是每个原来的数。</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>正确率</translation>
    </message>
    <message>
        <source>Length of the gradient</source>
        <translation>梯度的长度</translation>
    </message>
    <message>
        <source>Which is which</source>
        <translation>哪条是哪个</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Save the runs…</source>
        <translation>保存这些训练…</translation>
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
    <name>ScaleButton</name>
    <message>
        <source>As in the diagram</source>
        <translation>与流程图相同</translation>
    </message>
    <message>
        <source>Of this matrix</source>
        <translation>只按本矩阵</translation>
    </message>
    <message>
        <source>Shared with</source>
        <translation>与这些矩阵共用</translation>
    </message>
    <message>
        <source>Colour scale</source>
        <translation>色标</translation>
    </message>
    <message>
        <source>Which matrices share one scale of colours</source>
        <translation>哪些矩阵共用一个色标</translation>
    </message>
</context>
<context>
    <name>ScenarioChooser</name>
    <message>
        <source>{words} words, {memory} in the memory</source>
        <translation>{words} 个词，记忆中有 {memory} 个</translation>
    </message>
    <message>
        <source>1 word, one head</source>
        <translation>1 个词，1 个头</translation>
    </message>
    <message>
        <source>{count} words, one head</source>
        <translation>{count} 个词，1 个头</translation>
    </message>
    <message>
        <source>{heads} heads, d_model {size}</source>
        <translation>{heads} 个头，d_model {size}</translation>
    </message>
    <message>
        <source>Example</source>
        <translation>例子</translation>
    </message>
</context>
<context>
    <name>SentenceField</name>
    <message>
        <source>Enter sets the words, Esc brings them back. A new word gets a vector computed from the word itself: the same word always has the same vector.</source>
        <translation>按回车键换成这些词，按 Esc 恢复原来的词。新词的向量由词本身算出：同一个词的向量总是相同。</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>记忆</translation>
    </message>
    <message>
        <source>Sentence</source>
        <translation>句子</translation>
    </message>
    <message>
        <source>Type words in any language</source>
        <translation>输入任何语言的词</translation>
    </message>
    <message>
        <source>The words that keys and values come from</source>
        <translation>键和值来自这些词</translation>
    </message>
    <message>
        <source>The words of the example (Ctrl+L)</source>
        <translation>例子中的词（Ctrl+L）</translation>
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
    <message>
        <source>Memory {number}. {word}</source>
        <translation>记忆 {number}. {word}</translation>
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
    <name>SizeChoice</name>
    <message>
        <source>Lines and text, sharp at any size; {paper} mm on paper</source>
        <translation>线条和文字，任何大小都清晰；印在纸上 {paper} 毫米</translation>
    </message>
    <message>
        <source>{width} × {height} px, {dots} dots per inch, {paper} mm on paper</source>
        <translation>{width} × {height} 像素，每英寸 {dots} 点，印在纸上 {paper} 毫米</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>A4 tall</source>
        <translation>A4 竖版</translation>
    </message>
    <message>
        <source>Custom</source>
        <translation>自定义</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>分辨率</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
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
        <source>Width in millimetres</source>
        <translation>宽度（毫米）</translation>
    </message>
    <message>
        <source>Height in millimetres</source>
        <translation>高度（毫米）</translation>
    </message>
    <message>
        <source>Dots per inch</source>
        <translation>每英寸点数</translation>
    </message>
</context>
<context>
    <name>SizesDialog</name>
    <message>
        <source>Sizes</source>
        <extracomment>So many words are named; of the rest the number is said.</extracomment>
        <translation>大小</translation>
    </message>
    <message>
        <source>Only a whole block has it.</source>
        <translation>只有完整的块才有。</translation>
    </message>
    <message>
        <source>Change the sizes</source>
        <translation>修改大小</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>What stays keeps its numbers. All changes are one undo step.</source>
        <translation>保留下来的部分数值不变。所有改动一次即可撤销。</translation>
    </message>
    <message>
        <source>This fits too:</source>
        <translation>也可以改成：</translation>
    </message>
    <message>
        <source>Heads that fit:</source>
        <translation>可选的头数：</translation>
    </message>
    <message>
        <source>Number of words</source>
        <translation>词数</translation>
    </message>
    <message>
        <source>Memory words</source>
        <translation>记忆的词数</translation>
    </message>
    <message>
        <source>Heads</source>
        <translation>注意力头</translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation>块数</translation>
    </message>
    <message>
        <source>numbers that describe a word: columns of X</source>
        <translation>描述一个词的数，即 X 的列数</translation>
    </message>
    <message>
        <source>attentions side by side</source>
        <translation>并排的注意力</translation>
    </message>
    <message>
        <source>columns of Q and K, in each head</source>
        <translation>每个头里 Q 和 K 的列数</translation>
    </message>
    <message>
        <source>columns of V and Z, in each head</source>
        <translation>每个头里 V 和 Z 的列数</translation>
    </message>
    <message>
        <source>columns of the hidden layer H</source>
        <translation>隐藏层 H 的列数</translation>
    </message>
    <message>
        <source>one on top of the other</source>
        <translation>一块叠一块</translation>
    </message>
    <message>
        <source>These go: {words}</source>
        <translation>去掉：{words}</translation>
    </message>
    <message>
        <source>The words repeat, with the same vectors: {words}</source>
        <translation>重复原来的词，向量也相同：{words}</translation>
    </message>
    <message>
        <source>Type other words in the sentence field.</source>
        <translation>要换词，请在句子栏里输入。</translation>
    </message>
    <message>
        <source>{learned} numbers are learned; the matrices hold {numbers} in all.</source>
        <translation>可学习参数 {learned} 个；所有矩阵共 {numbers} 个数。</translation>
    </message>
    <message>
        <source>They take about {size} MB.</source>
        <translation>约占 {size} MB。</translation>
    </message>
    <message>
        <source>{heads} heads × {d_v} = {columns} columns in concat.</source>
        <translation>{heads} 个头 × {d_v} = 拼接后 {columns} 列。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>{words} and {count} more</source>
        <translation>{words} 等，另有 {count} 个</translation>
    </message>
</context>
<context>
    <name>SnapshotList</name>
    <message>
        <source>None yet. A snapshot keeps every number as it is now, to compare with.</source>
        <translation>还没有。快照保留此刻的每一个数，供比较用。</translation>
    </message>
    <message>
        <source>{count} of at most {most}, {size} in all. A .softmix file keeps them.</source>
        <translation>{count} 个（最多 {most} 个），共 {size}。.softmix 文件会保存它们。</translation>
    </message>
    <message>
        <source>Snapshots</source>
        <translation>快照</translation>
    </message>
    <message>
        <source>Keep a snapshot (Ctrl+Shift+K)</source>
        <translation>保留快照（Ctrl+Shift+K）</translation>
    </message>
    <message>
        <source>Rename the snapshot (F2)</source>
        <translation>重命名快照（F2）</translation>
    </message>
    <message>
        <source>Delete the snapshot (Del)</source>
        <translation>删除快照（Del）</translation>
    </message>
</context>
<context>
    <name>Snapshots</name>
    <message>
        <source>Snapshot {number}</source>
        <extracomment>How many are kept at most.</extracomment>
        <translation>快照 {number}</translation>
    </message>
</context>
<context>
    <name>SpeakerWindow</name>
    <message>
        <source>Step {number} of {count}</source>
        <translation>第 {number} 步，共 {count} 步</translation>
    </message>
    <message>
        <source>The last step</source>
        <translation>最后一步</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Next: {title}</source>
        <translation>下一步：{title}</translation>
    </message>
    <message>
        <source>Softmix: notes of the speaker</source>
        <translation>Softmix：演讲者备注</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Restart the clock</source>
        <translation>重新计时</translation>
    </message>
    <message>
        <source>The slide</source>
        <translation>幻灯片</translation>
    </message>
    <message>
        <source>The next slide</source>
        <translation>下一张幻灯片</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
</context>
<context>
    <name>StackView</name>
    <message>
        <source>Weighted vectors, stacked</source>
        <translation>叠起来的加权向量</translation>
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
        <source>Step inside: how the result is made (Ctrl+Down)</source>
        <translation>进入这一步：看结果怎么算出来（Ctrl+Down）</translation>
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
        <translation>第 {number} 步，共 {count} 步，{stage}：{title}</translation>
    </message>
    <message>
        <source>Steps of the lesson</source>
        <translation>讲解的步骤</translation>
    </message>
</context>
<context>
    <name>TermList</name>
    <message>
        <source>so far</source>
        <extracomment>Up to so many rows are in sight. Shift with an arrow key moves so many rows. The labels of so many rows are measured.</extracomment>
        <translation>累计</translation>
    </message>
</context>
<context>
    <name>Toolbar</name>
    <message>
        <source>Light or dark</source>
        <extracomment>In a window narrower than this, buttons show their icons alone.</extracomment>
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
    <name>Tour</name>
    <message>
        <source>{number} of {count}</source>
        <translation>第 {number} 条，共 {count} 条</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一条</translation>
    </message>
</context>
<context>
    <name>TraceBar</name>
    <message>
        <source>All that {cell} goes into; the rest is pale.</source>
        <translation>{cell} 进入的所有数；其余的变淡。</translation>
    </message>
    <message>
        <source>All that {cell} comes from. Blue: it grows with the number; red: it falls; the strongest shade: the most in that matrix.</source>
        <translation>{cell} 的所有来源。蓝色：那个数变大，它也变大；红色：它变小；颜色最深的，是该矩阵中影响最大的。</translation>
    </message>
    <message>
        <source>Most of all: {cells}</source>
        <translation>影响最大的是：{cells}</translation>
    </message>
    <message>
        <source>No input moves it just now.</source>
        <translation>眼下没有输入能改变它。</translation>
    </message>
    <message>
        <source>Trace</source>
        <translation>追踪</translation>
    </message>
    <message>
        <source>End the trace (Esc)</source>
        <translation>结束追踪（Esc）</translation>
    </message>
</context>
<context>
    <name>TrainingSettings</name>
    <message>
        <source>Task</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Optimiser</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>权重衰减</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>cross-entropy</source>
        <translation>交叉熵</translation>
    </message>
    <message>
        <source>squared error</source>
        <translation>平方误差</translation>
    </message>
    <message>
        <source>Two apples</source>
        <translation>两个苹果</translation>
    </message>
    <message>
        <source>Copy the letter before</source>
        <translation>抄写前一个字母</translation>
    </message>
    <message>
        <source>Read backwards</source>
        <translation>倒着读</translation>
    </message>
    <message>
        <source>Find the letter that stands twice</source>
        <translation>找出出现两次的字母</translation>
    </message>
    <message>
        <source>Sort the letters</source>
        <translation>给字母排序</translation>
    </message>
</context>
<context>
    <name>TrainingWindow</name>
    <message>
        <source>Save the run</source>
        <translation>保存记录</translation>
    </message>
    <message>
        <source>Softmix: training</source>
        <translation>Softmix：训练</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>One step</source>
        <translation>一步</translation>
    </message>
    <message>
        <source>Begin again</source>
        <translation>重新开始</translation>
    </message>
    <message>
        <source>Keep the run</source>
        <translation>留下这次训练</translation>
    </message>
    <message>
        <source>Compare {count} runs…</source>
        <translation>比较 {count} 次训练…</translation>
    </message>
    <message>
        <source>Save the run…</source>
        <translation>保存记录…</translation>
    </message>
    <message>
        <source>Show in the diagram</source>
        <translation>放进流程图</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>正确率</translation>
    </message>
    <message>
        <source>Length of the gradient</source>
        <translation>梯度的长度</translation>
    </message>
    <message>
        <source>What it attends to</source>
        <translation>它注意什么</translation>
    </message>
    <message>
        <source>Back to an earlier step</source>
        <translation>回到之前的一步</translation>
    </message>
    <message>
        <source>Step {step}. Right on sentences it never saw: {percent} %.</source>
        <translation>第 {step} 步。从没见过的句子答对 {percent}%。</translation>
    </message>
</context>
<context>
    <name>VectorWindow</name>
    <message>
        <source>There is nothing to be shown now.</source>
        <translation>现在没有可显示的。</translation>
    </message>
    <message>
        <source>Dots are what words hand over (their values), squares what a word has become by mixing. The mix of {word} points most like: {words}. The picture shows {share} % of the spread.</source>
        <translation>圆点是词交出的东西（它们的值），方块是词经过混合变成的样子。“{word}”的混合结果与这些词方向最近：{words}。图中显示了全部差异的 {share}%。</translation>
    </message>
    <message>
        <source>Softmix: word vectors</source>
        <translation>Softmix：词向量</translation>
    </message>
</context>
<context>
    <name>WarningBar</name>
    <message>
        <source>The mask leaves {words} nothing to look at: its row of A is all 0.</source>
        <translation>掩码没有给{words}留下可以关注的词：它在 A 中的那一行全是 0。</translation>
    </message>
    <message>
        <source>The mask leaves {words} nothing to look at: their rows of A are all 0.</source>
        <translation>掩码没有给{words}留下可以关注的词：它们在 A 中的那几行全是 0。</translation>
    </message>
    <message>
        <source>The mask leaves every word nothing to look at: A is all 0.</source>
        <translation>掩码没有给任何词留下可以关注的词：A 全是 0。</translation>
    </message>
    <message>
        <source>“{word}”</source>
        <translation>“{word}”</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Show the mask</source>
        <translation>查看掩码</translation>
    </message>
</context>
<context>
    <name>Watched</name>
    <message>
        <source>Sentence {number} to watch: choose or type one</source>
        <translation>要看的第 {number} 个句子：选择或输入</translation>
    </message>
    <message>
        <source>Choose a sentence, or type one of words of the task.</source>
        <translation>选择一个句子，或用任务里的词输入一个。</translation>
    </message>
    <message>
        <source>Click a word to see what it leans on.</source>
        <translation>点一个词，看它倚重什么。</translation>
    </message>
</context>
<context>
    <name>WhatChoice</name>
    <message>
        <source>First step</source>
        <translation>第一步</translation>
    </message>
    <message>
        <source>Last step</source>
        <translation>最后一步</translation>
    </message>
    <message>
        <source>Which of the steps inside</source>
        <translation>步骤之内的第几步</translation>
    </message>
    <message>
        <source>{number} of {count}, {stage}</source>
        <translation>第 {number} 步，共 {count} 步，{stage}</translation>
    </message>
    <message>
        <source>{count} slides</source>
        <translation>{count} 张</translation>
    </message>
    <message>
        <source>it reveals no result</source>
        <translation>这一步不展开结果</translation>
    </message>
    <message>
        <source>of {count}</source>
        <translation>共 {count} 步</translation>
    </message>
    <message>
        <source>select a number first</source>
        <translation>先选中一个数</translation>
    </message>
    <message>
        <source>nothing changed</source>
        <translation>没有变化</translation>
    </message>
    <message>
        <source>This step</source>
        <translation>这一步</translation>
    </message>
    <message>
        <source>Inside this step</source>
        <translation>这一步之内</translation>
    </message>
    <message>
        <source>Before and after</source>
        <translation>之前与之后</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Every step</source>
        <translation>每一步</translation>
    </message>
    <message>
        <source>Whole diagram</source>
        <translation>整个流程图</translation>
    </message>
    <message>
        <source>one picture</source>
        <translation>一张</translation>
    </message>
    <message>
        <source>This matrix</source>
        <translation>这个矩阵</translation>
    </message>
    <message>
        <source>This matrix as shades</source>
        <translation>这个矩阵的深浅图</translation>
    </message>
    <message>
        <source>How this number is made</source>
        <translation>这个数怎样算出</translation>
    </message>
    <message>
        <source>What changed in this matrix</source>
        <translation>这个矩阵的变化</translation>
    </message>
</context>
<context>
    <name>Wiggle</name>
    <message>
        <source>Select a cell to wiggle it.</source>
        <extracomment>One way up and down (s), and the shortest time from one number to the next (ms). The part of a node&apos;s colour scale a number moves by that is not whole.</extracomment>
        <translation>先选中一个单元格，再让它摆动。</translation>
    </message>
    <message>
        <source>This cell holds no finite number: it cannot wiggle.</source>
        <translation>这个单元格里不是有限的数，不能摆动。</translation>
    </message>
    <message>
        <source>W takes the next step, + and − change how far, Esc stops.</source>
        <translation>W 走下一步，+ 和 − 改变幅度，Esc 停止。</translation>
    </message>
    <message>
        <source>+ and − change how far, Esc stops.</source>
        <translation>+ 和 − 改变幅度，Esc 停止。</translation>
    </message>
    <message>
        <source>Wiggling {cell} between 1 and 0. Esc stops.</source>
        <translation>{cell} 在 1 和 0 之间来回。Esc 停止。</translation>
    </message>
    <message>
        <source>Wiggling {cell}: {rest} ± {reach}. {keys}</source>
        <translation>{cell} 正在摆动：{rest} ± {reach}。{keys}</translation>
    </message>
</context>
<context>
    <name>WindowBar</name>
    <message>
        <source>1 decimal</source>
        <extracomment>More heads than these have a row of their own.</extracomment>
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
    <name>ZoomButtons</name>
    <message>
        <source>Smaller cells (Ctrl+−)</source>
        <translation>缩小单元格（Ctrl+−）</translation>
    </message>
    <message>
        <source>Larger cells (Ctrl++)</source>
        <translation>放大单元格（Ctrl++）</translation>
    </message>
    <message>
        <source>Fit (Ctrl+0)</source>
        <translation>适合窗口（Ctrl+0）</translation>
    </message>
    <message>
        <source>One cell, one pixel</source>
        <translation>一个单元格对应一个像素</translation>
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
        <source>Save as an example of my own…</source>
        <translation>另存为我的示例…</translation>
    </message>
    <message>
        <source>Show my examples in their folder</source>
        <translation>在文件夹中显示我的示例</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Copy this step as a picture</source>
        <translation>把这一步复制为图片</translation>
    </message>
    <message>
        <source>Export all matrices…</source>
        <translation>导出所有矩阵…</translation>
    </message>
    <message>
        <source>Export the selected matrix…</source>
        <translation>导出所选矩阵…</translation>
    </message>
    <message>
        <source>Import matrices…</source>
        <translation>导入矩阵…</translation>
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
        <source>History…</source>
        <translation>历史…</translation>
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
        <source>Compare with before</source>
        <translation>与之前比较</translation>
    </message>
    <message>
        <source>Compare in detail…</source>
        <translation>详细比较…</translation>
    </message>
    <message>
        <source>Keep a snapshot</source>
        <translation>保留快照</translation>
    </message>
    <message>
        <source>Wiggle the selected cell</source>
        <translation>让选中的数摆动</translation>
    </message>
    <message>
        <source>Type a sentence</source>
        <translation>输入句子</translation>
    </message>
    <message>
        <source>Add a word…</source>
        <translation>添加词…</translation>
    </message>
    <message>
        <source>Add a word to the memory…</source>
        <translation>给记忆添加词…</translation>
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
        <source>All sizes…</source>
        <translation>全部大小…</translation>
    </message>
    <message>
        <source>Experiments</source>
        <translation>实验</translation>
    </message>
    <message>
        <source>Mistakes worth making</source>
        <translation>值得犯的错</translation>
    </message>
    <message>
        <source>Train it yourself…</source>
        <translation>自己训练一遍…</translation>
    </message>
    <message>
        <source>Word vectors in a plane…</source>
        <translation>平面上的词向量…</translation>
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
        <source>Take a step downhill</source>
        <translation>往下走一步</translation>
    </message>
    <message>
        <source>Back to the paper</source>
        <translation>恢复为论文的设置</translation>
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
        <source>Step inside</source>
        <translation>进入这一步</translation>
    </message>
    <message>
        <source>Step outside</source>
        <translation>退出这一步</translation>
    </message>
    <message>
        <source>Predict</source>
        <translation>先猜</translation>
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
        <source>All matrices as a list</source>
        <translation>以列表显示所有矩阵</translation>
    </message>
    <message>
        <source>Show what a cell comes from</source>
        <translation>显示一个数从哪里来</translation>
    </message>
    <message>
        <source>Show what a cell goes into</source>
        <translation>显示一个数到哪里去</translation>
    </message>
    <message>
        <source>Next head</source>
        <translation>下一个头</translation>
    </message>
    <message>
        <source>Previous head</source>
        <translation>上一个头</translation>
    </message>
    <message>
        <source>Next block</source>
        <translation>下一块</translation>
    </message>
    <message>
        <source>Previous block</source>
        <translation>上一块</translation>
    </message>
    <message>
        <source>Forward, backward, update</source>
        <translation>前向、反向、更新</translation>
    </message>
    <message>
        <source>Back along the trail</source>
        <translation>沿来路返回</translation>
    </message>
    <message>
        <source>Exact values</source>
        <translation>精确值</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>动画</translation>
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
        <source>Present</source>
        <translation>演示</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>Manual</source>
        <translation>手册</translation>
    </message>
    <message>
        <source>Glossary</source>
        <translation>术语表</translation>
    </message>
    <message>
        <source>What is this matrix?</source>
        <translation>这个矩阵是什么？</translation>
    </message>
    <message>
        <source>Why does it look like this?</source>
        <translation>为什么是这个样子？</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>键盘操作</translation>
    </message>
    <message>
        <source>Show the four hints</source>
        <translation>显示四条提示</translation>
    </message>
    <message>
        <source>Show the log</source>
        <translation>显示日志</translation>
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
        <source>Compare</source>
        <translation>比较</translation>
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
        <extracomment>Cells of larger matrices are drawn too small to be marked one by one.</extracomment>
        <translation>取消固定</translation>
    </message>
    <message>
        <source>sums to {total}</source>
        <translation>总和为 {total}</translation>
    </message>
    <message>
        <source>From block {number}</source>
        <translation>来自第 {number} 个块</translation>
    </message>
    <message>
        <source>Being made</source>
        <translation>正在计算</translation>
    </message>
    <message>
        <source>Opens at step&#xa0;{number}</source>
        <translation>第 {number} 步展开</translation>
    </message>
    <message>
        <source>pinned</source>
        <extracomment>How much is left of a card whose numbers are not computed yet.</extracomment>
        <translation>已固定</translation>
    </message>
</context>
<context>
    <name>cells</name>
    <message>
        <source>pinned</source>
        <translation>已固定</translation>
    </message>
    <message>
        <source>computed {value}</source>
        <translation>算得 {value}</translation>
    </message>
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
        <source>{node}, head {head}</source>
        <translation>{node}，第 {head} 个头</translation>
    </message>
    <message>
        <source>{cell}, pinned</source>
        <translation>{cell}，已固定</translation>
    </message>
    <message>
        <source> and </source>
        <translation>和</translation>
    </message>
    <message>
        <source>from {sources}</source>
        <translation>来自 {sources}</translation>
    </message>
    <message>
        <source>{node} head {head}</source>
        <translation>{node} 第 {head} 个头</translation>
    </message>
    <message>
        <source>{node} row {row}</source>
        <translation>{node} 的“{row}”行</translation>
    </message>
    <message>
        <source>{node} column {column}</source>
        <translation>{node} 的“{column}”列</translation>
    </message>
    <message>
        <source>{count} cells of {node}</source>
        <translation>{node} 的 {count} 个单元格</translation>
    </message>
</context>
<context>
    <name>changes</name>
    <message>
        <source>{value}, not changed</source>
        <translation>{value}，没有变</translation>
    </message>
    <message>
        <source>{before} → {after}, difference {difference}</source>
        <translation>{before} → {after}，差 {difference}</translation>
    </message>
</context>
<context>
    <name>clipboard</name>
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
    <name>compare</name>
    <message>
        <source>No number differs.</source>
        <translation>没有一个数不同。</translation>
    </message>
    <message>
        <source>Nothing has the same shape on both sides.</source>
        <translation>两边没有形状相同的矩阵。</translation>
    </message>
    <message>
        <source>No number differs; {count} matrices cannot be compared.</source>
        <translation>没有一个数不同；有 {count} 个矩阵无法比较。</translation>
    </message>
    <message>
        <source>{node} 1 cell</source>
        <translation>{node} 1 个</translation>
    </message>
    <message>
        <source>{node} {count} cells</source>
        <translation>{node} {count} 个</translation>
    </message>
    <message>
        <source>, largest change {change} at {place}</source>
        <translation>，最大变化 {change}，在 {place}</translation>
    </message>
    <message>
        <source>not there</source>
        <translation>没有</translation>
    </message>
    <message>
        <source>{before} before, {after} now</source>
        <translation>之前 {before}，现在 {after}</translation>
    </message>
    <message>
        <source>Matrix</source>
        <translation>矩阵</translation>
    </message>
    <message>
        <source>Changed cells</source>
        <translation>变了的单元格</translation>
    </message>
    <message>
        <source>Compared cells</source>
        <translation>比较的单元格</translation>
    </message>
    <message>
        <source>Largest change</source>
        <translation>最大变化</translation>
    </message>
    <message>
        <source>At</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>After</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>Largest relative change</source>
        <translation>最大相对变化</translation>
    </message>
    <message>
        <source>Mean of |change|</source>
        <translation>|变化| 的平均</translation>
    </message>
    <message>
        <source>not comparable: {shapes}</source>
        <translation>无法比较：{shapes}</translation>
    </message>
</context>
<context>
    <name>descent</name>
    <message>
        <source>Take a step downhill</source>
        <translation>往下走一步</translation>
    </message>
</context>
<context>
    <name>diagram</name>
    <message>
        <source>“{word}” may attend to nothing: its weights are all 0.</source>
        <translation>“{word}”什么也看不到：它的权重全是 0。</translation>
    </message>
    <message>
        <source>{cell} does not depend on it</source>
        <translation>{cell} 不依赖它</translation>
    </message>
    <message>
        <source>{cell} depends on it, but not just now</source>
        <translation>{cell} 依赖它，但眼下不受影响</translation>
    </message>
    <message>
        <source>influence {slope}: 1 more here moves {cell} by about {slope}</source>
        <translation>影响 {slope}：这里多 1，{cell} 约变化 {slope}</translation>
    </message>
    <message>
        <source>{title}, {shape}: {row}</source>
        <translation>{title}，{shape}：{row}</translation>
    </message>
    <message>
        <source>residual</source>
        <translation>残差连接</translation>
    </message>
    <message>
        <source>the attention’s output goes back into the word stream</source>
        <translation>注意力的输出写回词向量流</translation>
    </message>
    <message>
        <source>residual: past the feed-forward network, unchanged</source>
        <translation>残差连接：原样绕过前馈网络</translation>
    </message>
    <message>
        <source>attention output</source>
        <translation>注意力输出</translation>
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
        <source>{name} cannot be below 0: a root is taken of the variance plus {name}. Write 0 or a small positive number.</source>
        <translation>{name} 不能小于 0：要对方差加 {name} 开平方。请写 0 或一个小的正数。</translation>
    </message>
    <message>
        <source>A cell of {name} is 1 (may attend) or 0 (is left out). Write one of the two.</source>
        <translation>{name} 的一格是 1（可以看）或 0（不看）。请写其中一个。</translation>
    </message>
    <message>
        <source>This cell of {name} is fixed at 0: the vector is cut, and head {head} does not see this part of it. Let every head project the whole vector to change it.</source>
        <translation>{name} 的这一格固定为 0：向量被切分，第 {head} 个头看不到这一段。让每个头投影整个向量，才能改动它。</translation>
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
        <source>The work takes {size} MiB, and a file of more than {most} MiB could not be opened again. Delete snapshots, or make the example smaller.</source>
        <translation>这份工作占 {size} MiB，而超过 {most} MiB 的文件无法再打开。请删除快照，或把示例改小。</translation>
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
        <source>What was saved of the work in {path} is damaged: {reason}.</source>
        <translation>{path} 中留存的作品已损坏：{reason}。</translation>
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
        <extracomment>Dots per inch at scale 1: a slide of 1920 pixels is 13⅓ inches wide. Sizes of slides by name, in pixels at scale 1. Sizes of paper by name, in millimetres.</extracomment>
        <translation>图片的宽度</translation>
    </message>
    <message>
        <source>The height of a picture</source>
        <translation>图片的高度</translation>
    </message>
    <message>
        <source>“{text}” is not a picture size. Write WIDTHxHEIGHT, as in 1920x1080, 16:9, 4:3, a4, a4-portrait, or millimetres, as in 210x148mm.</source>
        <translation>“{text}”不是图片大小。请写成 宽x高，例如 1920x1080，或 16:9、4:3、a4、a4-portrait，或毫米，例如 210x148mm。</translation>
    </message>
    <message>
        <source>{name} is {shape}: say which cell is meant, as in {name}[0,0]=3.</source>
        <extracomment>The format of a table of values and the suffix of its files. The formats that are no text: they go to a file. The format of a picture and the suffix of its files.</extracomment>
        <translation>{name} 的大小是 {shape}：请说明是哪一格，例如 {name}[0,0]=3。</translation>
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
        <source>The number of memory words</source>
        <translation>记忆的词数</translation>
    </message>
    <message>
        <source>The number of heads</source>
        <translation>头数</translation>
    </message>
    <message>
        <source>The number of blocks</source>
        <translation>块数</translation>
    </message>
    <message>
        <source>The number of padding words</source>
        <translation>填充的词数</translation>
    </message>
    <message>
        <source>{d_model} is not divisible by {heads} heads, so the vector cannot be cut. Choose another number of heads, or project, which allows it with d_k of your choice.</source>
        <translation>{d_model} 不能被 {heads} 个头整除，向量无法切分。请换一个头数，或改为投影整个向量，那样 d_k 可以任选。</translation>
    </message>
    <message>
        <source>{heads} heads of d_v = {d_v} give {concat} columns; without W_O these are added to X, so they must be d_model = {d_model}. Keep W_O, or choose other sizes.</source>
        <translation>{heads} 个头，d_v = {d_v}，共 {concat} 列；没有 W_O 时要直接与 X 相加，列数必须等于 d_model = {d_model}。请保留 W_O，或改用其他大小。</translation>
    </message>
    <message>
        <source>A causal mask needs queries and keys of one sentence; here the keys come from the memory. Choose another mask.</source>
        <translation>因果掩码要求查询和键来自同一个句子；这里的键来自记忆。请换一种掩码。</translation>
    </message>
    <message>
        <source>Only whole blocks can be stacked; this example ends before the block does.</source>
        <translation>只有完整的块才能堆叠；这个例子在块结束之前就停了。</translation>
    </message>
    <message>
        <source>With these sizes the matrices hold {count} numbers; {most} are allowed. Choose smaller sizes.</source>
        <translation>按这样的大小，所有矩阵共有 {count} 个数；上限是 {most}。请改用较小的大小。</translation>
    </message>
    <message>
        <source>A picture shows one thing: a step, a matrix, a cell that is explained or a comparison. Choose one.</source>
        <translation>一张图只展示一样东西：一步、一个矩阵、一个格子的解释或一次比较。请选择一样。</translation>
    </message>
    <message>
        <source>Say which step to look inside: --step ID or --step N.</source>
        <translation>请说明要看哪一步之内：--step ID 或 --step N。</translation>
    </message>
    <message>
        <source>“{text}” is not a cell to explain. Write it as in scores[1,2], from 0.</source>
        <translation>“{text}”不是可以解释的格子。请写成 scores[1,2] 这样，从 0 数起。</translation>
    </message>
    <message>
        <source>Say which matrix to draw as shades: --node NAME.</source>
        <translation>请说明把哪个矩阵画成深浅图：--node NAME。</translation>
    </message>
    <message>
        <source>There is no head {head}. The heads are 1 to {count}.</source>
        <translation>没有第 {head} 个头。头的编号从 1 到 {count}。</translation>
    </message>
    <message>
        <source>there is not enough memory for {width}×{height} pixels</source>
        <extracomment>One file holds all slides. The slides follow each other as one picture.</extracomment>
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
        <source>there are {count} names for the {size} columns of {axis}</source>
        <translation>{axis} 有 {size} 列，却有 {count} 个名称</translation>
    </message>
    <message>
        <source>the columns of {axis} cannot have names; those of {known} can</source>
        <translation>{axis} 的列不能有名称；{known} 的列可以有</translation>
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
        <source>{name} has {count} heads; it must be {expected}</source>
        <extracomment>Up to so many numbers a matrix is written row by row, for people to read. Up to so many changed cells are written one by one.</extracomment>
        <translation>{name} 有 {count} 个头；它必须是 {expected}</translation>
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
        <source>{name} must be {expected}, a list of numbers for every row</source>
        <translation>{name} 必须是 {expected}，每一行是一列数</translation>
    </message>
    <message>
        <source>either “init”, or “shape” and “float64”, must be given</source>
        <translation>必须给出“init”，或者给出“shape”和“float64”</translation>
    </message>
    <message>
        <source>“float64” holds {count} bytes; {expected} numbers have {needed}</source>
        <translation>“float64”有 {count} 个字节；{expected} 个数应有 {needed} 个字节</translation>
    </message>
    <message>
        <source>{name} is {expected}, not {given}</source>
        <translation>{name} 是 {expected}，不是 {given}</translation>
    </message>
    <message>
        <source>{name} has no row for every word; choose another “init”</source>
        <translation>{name} 并不是每个词一行；请换一个“init”</translation>
    </message>
    <message>
        <source>a seed is a whole number from 0 to {most}</source>
        <translation>种子是从 0 到 {most} 的整数</translation>
    </message>
    <message>
        <source>{name} has no such cell: it is {shape}</source>
        <translation>{name} 没有这个单元格：它是 {shape}</translation>
    </message>
    <message>
        <source>a cell of {name} is changed twice</source>
        <translation>{name} 的一个单元格被改了两次</translation>
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
        <extracomment>Twice what the largest example takes when every one of its numbers is written out.</extracomment>
        <translation>“format”不是“{expected}”</translation>
    </message>
    <message>
        <source>it is larger than {size} MiB</source>
        <translation>它大于 {size} MiB</translation>
    </message>
    <message>
        <source>there is an unknown field `{field}`</source>
        <extracomment>The fields that hold something by name, and what that is. What msgspec says is wrong, and the same as a template with the parts that are captured.</extracomment>
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
    <message>
        <source>there are {count} snapshots; at most {most} are kept</source>
        <extracomment>How many snapshots a project keeps. How many numbers all states of a project may hold besides those they share (8 bytes each).</extracomment>
        <translation>有 {count} 个快照；最多保留 {most} 个</translation>
    </message>
    <message>
        <source>the snapshots are not numbered upwards from 1</source>
        <translation>快照没有从 1 起递增编号</translation>
    </message>
    <message>
        <source>a name is one line of 1 to {most} characters</source>
        <translation>名称是一行文字，1 到 {most} 个字符</translation>
    </message>
    <message>
        <source>there are {count} answers; at most {most} are kept</source>
        <translation>有 {count} 个回答；最多保留 {most} 个</translation>
    </message>
    <message>
        <source>a count is a whole number from 0 on</source>
        <translation>计数是不小于 0 的整数</translation>
    </message>
    <message>
        <source>its matrices hold {count} numbers; at most {most} are read</source>
        <translation>其中的矩阵共有 {count} 个数；最多读取 {most} 个</translation>
    </message>
    <message>
        <source>it changes a cell that is not there</source>
        <translation>它改动了一个不存在的单元格</translation>
    </message>
    <message>
        <source>it does not begin with the work</source>
        <translation>它不是以作品开头的</translation>
    </message>
    <message>
        <source>it was written by another version of Softmix</source>
        <translation>它是由另一个版本的 Softmix 写的</translation>
    </message>
    <message>
        <source>The block is {shape}: only a block with as many rows as columns can be transposed in its place.</source>
        <translation>这一块是 {shape}：只有行数与列数相同的块才能就地转置。</translation>
    </message>
    <message>
        <source>the lists are nested deeper than heads, rows and numbers</source>
        <extracomment>So many characters are read number by number; plain decimals in tabs are read faster, and … … so many of them.</extracomment>
        <translation>列表的嵌套比“头、行、数”更深</translation>
    </message>
    <message>
        <source>lists of numbers and single numbers stand side by side</source>
        <translation>数的列表与单个的数并列在一起</translation>
    </message>
    <message>
        <source>There are no numbers to read.</source>
        <translation>没有可读取的数。</translation>
    </message>
    <message>
        <source>This is more than {most} MiB of text: too much to read numbers from.</source>
        <translation>文本超过 {most} MiB：太多了，无法从中读取数。</translation>
    </message>
    <message>
        <source>Row {row} has {count} numbers; row 1 has {first}.</source>
        <translation>第 {row} 行有 {count} 个数；第 1 行有 {first} 个。</translation>
    </message>
    <message>
        <source>Row {row}, column {column}: {reason}</source>
        <translation>第 {row} 行第 {column} 列：{reason}</translation>
    </message>
    <message>
        <source>These lists cannot be read as a matrix: {reason}.</source>
        <translation>这些列表无法读成矩阵：{reason}。</translation>
    </message>
    <message>
        <source>it is no npy file</source>
        <extracomment>Files with one of these suffixes hold matrices.</extracomment>
        <translation>它不是 npy 文件</translation>
    </message>
    <message>
        <source>it holds objects ({kind}), not numbers; objects are never read</source>
        <translation>它存放的是对象（{kind}），不是数；对象从不读取</translation>
    </message>
    <message>
        <source>its header says {shape}, and its data is another length</source>
        <translation>文件头说是 {shape}，而数据的长度不符</translation>
    </message>
    <message>
        <source>it is no npz file</source>
        <translation>它不是 npz 文件</translation>
    </message>
    <message>
        <source>it holds {count} files; at most {most} are read</source>
        <translation>其中有 {count} 个文件；最多读取 {most} 个</translation>
    </message>
    <message>
        <source>unpacked it is larger than {most} MiB</source>
        <translation>解压后超过 {most} MiB</translation>
    </message>
    <message>
        <source>it holds “{name}”, which is no matrix of a node</source>
        <translation>其中的“{name}”不是任何节点的矩阵</translation>
    </message>
    <message>
        <source>it holds {name} twice</source>
        <translation>其中 {name} 出现了两次</translation>
    </message>
    <message>
        <source>{name} in it is no matrix of rows and columns</source>
        <translation>其中的 {name} 不是由行和列组成的矩阵</translation>
    </message>
    <message>
        <source>{name} in it holds a number that is not finite</source>
        <translation>其中的 {name} 含有不是有限数的值</translation>
    </message>
    <message>
        <source>{name} in it holds whole numbers too large to be kept exactly</source>
        <translation>其中的 {name} 含有过大而无法精确保存的整数</translation>
    </message>
    <message>
        <source>it is not JSON of matrices: {reason}</source>
        <translation>它不是矩阵的 JSON：{reason}</translation>
    </message>
    <message>
        <source>the heads of {name} differ in size</source>
        <translation>{name} 的各个头大小不同</translation>
    </message>
    <message>
        <source>{path} cannot be imported: {reason}. Nothing was changed.</source>
        <translation>无法导入 {path}：{reason}。没有任何改动。</translation>
    </message>
    <message>
        <source>{path} holds {name}, and this example has no such matrix. It has: {known}. Nothing was changed.</source>
        <translation>{path} 中有 {name}，而这个示例没有这个矩阵。它有：{known}。没有任何改动。</translation>
    </message>
    <message>
        <source>{name} is {given} in {path} and {expected} in this example. Change the sizes of the example first. Nothing was changed.</source>
        <translation>{name} 在 {path} 中是 {given}，在这个示例中是 {expected}。请先改变示例的大小。没有任何改动。</translation>
    </message>
    <message>
        <source>A spreadsheet of this example would have {cells} cells with long formulas; up to {most} are written. Export its matrices as npz or CSV, or make the example smaller.</source>
        <extracomment>The labels of the rows and columns of a node, in a language.</extracomment>
        <translation>这个示例的电子表格会有 {cells} 个带长公式的单元格；最多写入 {most} 个。请把矩阵导出为 npz 或 CSV，或把示例改小。</translation>
    </message>
    <message>
        <source>Only desktops of Linux are known; nothing was installed.</source>
        <extracomment>What is installed, and where under the person&apos;s data folder.</extracomment>
        <translation>只认得 Linux 桌面；没有安装任何东西。</translation>
    </message>
    <message>
        <source>There is nothing to compare: {node} holds the numbers the example opened with. Change a number first.</source>
        <translation>没有可比较的：{node} 还是例子打开时的数。请先改一个数。</translation>
    </message>
    <message>
        <source>{node} has another shape than when the example was opened: nothing to compare.</source>
        <translation>{node} 的形状与例子打开时不同，无法比较。</translation>
    </message>
    <message>
        <source>Step {step} reveals no result, so there is nothing to see inside it.</source>
        <translation>第 {step} 步不展开结果，里面没有可看的。</translation>
    </message>
    <message>
        <source>There is no moment {moment} inside this step. It has {count}, counted from 1.</source>
        <translation>这一步之内没有第 {moment} 步。共有 {count} 步，从 1 数起。</translation>
    </message>
    <message>
        <source>Training stopped at step {step}: {name} is no number any more. The learning rate {rate} is probably too large; go back a few steps and try a smaller one.</source>
        <extracomment>So many steps are kept to go back to; when there are more, every other one is let go.</extracomment>
        <translation>训练在第 {step} 步停下：{name} 已经不是数了。学习率 {rate} 可能太大；请退回几步，换一个小的。</translation>
    </message>
    <message>
        <source>Step {step} is not kept. Kept are {known}.</source>
        <translation>第 {step} 步没有留下。留下的有 {known}。</translation>
    </message>
    <message>
        <source>it takes {needed} MB of memory, and {free} MB are free</source>
        <extracomment>Bytes a pixel: a picture and its file; of what moves the frames at hand, and each that waits.</extracomment>
        <translation>需要 {needed} MB 内存，而可用的只有 {free} MB</translation>
    </message>
    <message>
        <source>{most} runs are kept already. Remove one, then keep this one.</source>
        <extracomment>So many can be kept at a time.</extracomment>
        <translation>已经留下了 {most} 次训练。先移除一次，再留下这一次。</translation>
    </message>
    <message>
        <source>The task has no word {words}. It has words such as {known}.</source>
        <translation>这个任务里没有“{words}”。它有这样的词：{known}。</translation>
    </message>
    <message>
        <source>A sentence of this task has 1 to {most} words; this one has {count}.</source>
        <translation>这个任务的句子有 1 到 {most} 个词；这一句有 {count} 个。</translation>
    </message>
    <message>
        <source>This step would make {node} a number that is not finite. Choose a smaller learning rate.</source>
        <translation>这一步会使 {node} 出现非有限的数。请选择更小的学习率。</translation>
    </message>
</context>
<context>
    <name>experiments</name>
    <message>
        <source>Positions</source>
        <translation>位置编码</translation>
    </message>
    <message>
        <source>added</source>
        <translation>加上</translation>
    </message>
    <message>
        <source>A word that stands twice has two different rows of X.</source>
        <translation>同一个词出现两次，在 X 中的两行也不相同。</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>去掉</translation>
    </message>
    <message>
        <source>With no mask, words in another order get the same numbers as before.</source>
        <translation>没有掩码时，换一种词序，每个词得到的数仍与原来一样。</translation>
    </message>
    <message>
        <source>Keys and values come from</source>
        <translation>键和值来自</translation>
    </message>
    <message>
        <source>the sentence</source>
        <translation>句子</translation>
    </message>
    <message>
        <source>Every word looks at the words of its own sentence, itself among them.</source>
        <translation>每个词关注自己所在句子里的词，包括它自己。</translation>
    </message>
    <message>
        <source>a memory</source>
        <translation>记忆</translation>
    </message>
    <message>
        <source>A has a column for every memory word; only the queries come from the sentence.</source>
        <translation>A 的每一列对应记忆中的一个词；只有查询来自句子。</translation>
    </message>
    <message>
        <source>Divisor</source>
        <translation>除数</translation>
    </message>
    <message>
        <source>√d_k</source>
        <translation>√d_k</translation>
    </message>
    <message>
        <source>The scores keep about the same spread, however many columns Q and K have.</source>
        <translation>无论 Q 和 K 有多少列，分数的分散程度大致不变。</translation>
    </message>
    <message>
        <source>1</source>
        <translation>1</translation>
    </message>
    <message>
        <source>Large scores push each row of A towards a single 1.</source>
        <translation>分数很大时，A 的每一行都会挤向一个 1。</translation>
    </message>
    <message>
        <source>A larger number evens the rows of A out; a smaller one sharpens them.</source>
        <translation>除数越大，A 的各行越平均；越小，越集中。</translation>
    </message>
    <message>
        <source>Mask</source>
        <translation>掩码</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Every word takes something from every word.</source>
        <translation>每个词都从所有的词那里取一份。</translation>
    </message>
    <message>
        <source>causal</source>
        <translation>因果</translation>
    </message>
    <message>
        <source>No word may see a later one: above its diagonal, the mask is 0.</source>
        <translation>没有词可以看后面的词：掩码的对角线右上方是 0。</translation>
    </message>
    <message>
        <source>No word may see the padding: the last columns of the mask are 0.</source>
        <translation>没有词可以看填充：掩码的最后几列是 0。</translation>
    </message>
    <message>
        <source>Write 0 in a cell of the mask, and see what becomes of that cell and row of A.</source>
        <translation>把掩码的一格改成 0，看看 A 中的这一格和这一行变成什么。</translation>
    </message>
    <message>
        <source>The mask writes</source>
        <translation>掩码写入</translation>
    </message>
    <message>
        <source>−∞</source>
        <translation>−∞</translation>
    </message>
    <message>
        <source>Masked weights are exactly 0, and the rest of the row sums to 1.</source>
        <translation>被遮住的权重恰好是 0，一行中其余的总和是 1。</translation>
    </message>
    <message>
        <source>score 0</source>
        <translation>分数 0</translation>
    </message>
    <message>
        <source>A mistake: e to the power of 0 is 1, so masked words still get weights.</source>
        <translation>这是错误：e 的 0 次幂是 1，被遮住的词仍然得到权重。</translation>
    </message>
    <message>
        <source>weight 0</source>
        <translation>权重 0</translation>
    </message>
    <message>
        <source>A mistake: masked weights are 0, but the rows of A no longer sum to 1.</source>
        <translation>这是错误：被遮住的权重是 0，但 A 各行的总和不再是 1。</translation>
    </message>
    <message>
        <source>padding</source>
        <translation>填充</translation>
    </message>
    <message>
        <source>by hand</source>
        <translation>手绘</translation>
    </message>
    <message>
        <source>Softmax along</source>
        <translation>softmax 方向</translation>
    </message>
    <message>
        <source>rows</source>
        <translation>按行</translation>
    </message>
    <message>
        <source>Each row of A sums to 1: a word shares out its own attention.</source>
        <translation>A 的每一行总和是 1：每个词分配自己的注意力。</translation>
    </message>
    <message>
        <source>columns</source>
        <translation>按列</translation>
    </message>
    <message>
        <source>A mistake: the columns sum to 1, so the shares of a word make no whole.</source>
        <translation>这是错误的做法：每一列总和是 1，一个词分出的份额凑不成整份。</translation>
    </message>
    <message>
        <source>Heads read</source>
        <translation>每个头读取</translation>
    </message>
    <message>
        <source>whole vector</source>
        <translation>整个向量</translation>
    </message>
    <message>
        <source>W_Q, W_K and W_V have no blocks of zeros: each head sees every number of a word.</source>
        <translation>W_Q、W_K、W_V 没有全零的块：每个头都看到一个词的全部数。</translation>
    </message>
    <message>
        <source>own piece</source>
        <translation>自己的一段</translation>
    </message>
    <message>
        <source>W_Q, W_K and W_V are 0 outside a head&apos;s own rows: it sees only its piece.</source>
        <translation>在一个头自己的那几行以外，W_Q、W_K、W_V 都是 0：它只看到自己的那一段。</translation>
    </message>
    <message>
        <source>Biases</source>
        <translation>偏置</translation>
    </message>
    <message>
        <source>A word of zeros has a query, key and value of zeros.</source>
        <translation>全零的词，查询、键和值也全是零。</translation>
    </message>
    <message>
        <source>with</source>
        <translation>有</translation>
    </message>
    <message>
        <source>They start at 0: change one, and the same is added to every word.</source>
        <translation>偏置起初是 0：改动一个，每个词都加上同样的数。</translation>
    </message>
    <message>
        <source>Heads join</source>
        <translation>头的拼接</translation>
    </message>
    <message>
        <source>by word</source>
        <translation>逐词</translation>
    </message>
    <message>
        <source>Each row of C holds one word, as every head sees it.</source>
        <translation>C 的每一行是一个词，由各个头看到的样子拼成。</translation>
    </message>
    <message>
        <source>by head</source>
        <translation>逐头</translation>
    </message>
    <message>
        <source>A mistake, a reshape without the transpose: a row of C holds several words.</source>
        <translation>这是错误，没有转置就 reshape：C 的一行里混着几个词。</translation>
    </message>
    <message>
        <source>Output matrix W_O</source>
        <translation>输出矩阵 W_O</translation>
    </message>
    <message>
        <source>Every column of O takes something from every head.</source>
        <translation>O 的每一列都从每个头取一份。</translation>
    </message>
    <message>
        <source>The heads stay apart: each column of the result comes from one head alone.</source>
        <translation>各个头互不混合：结果的每一列只来自一个头。</translation>
    </message>
    <message>
        <source>The example ends after</source>
        <translation>例子到此为止</translation>
    </message>
    <message>
        <source>the heads</source>
        <translation>各个头</translation>
    </message>
    <message>
        <source>Z is the end: what each head makes of its words.</source>
        <translation>到 Z 结束：每个头对词的加权求和。</translation>
    </message>
    <message>
        <source>attention</source>
        <translation>注意力</translation>
    </message>
    <message>
        <source>The heads come together, and the result has the shape of X again.</source>
        <translation>各个头合在一起，结果又与 X 形状相同。</translation>
    </message>
    <message>
        <source>the block</source>
        <translation>整个块</translation>
    </message>
    <message>
        <source>The last matrix has the shape of X, so another block can follow.</source>
        <translation>最后一个矩阵与 X 形状相同，所以后面还能再接一块。</translation>
    </message>
    <message>
        <source>Residual</source>
        <translation>残差连接</translation>
    </message>
    <message>
        <source>Each word keeps what it was; attention only adds to it.</source>
        <translation>每个词保留原来的内容，注意力只是往上加。</translation>
    </message>
    <message>
        <source>Only what the sub-layers make goes on: what the word was is lost.</source>
        <translation>只有子层算出的结果往下传：词原来的内容丢失了。</translation>
    </message>
    <message>
        <source>Norms stand</source>
        <translation>归一化的位置</translation>
    </message>
    <message>
        <source>after</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>Post-norm: with γ = 1 and β = 0 every row of Y has mean 0.</source>
        <translation>后归一化：γ = 1、β = 0 时，Y 的每一行平均值是 0。</translation>
    </message>
    <message>
        <source>before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>Pre-norm: what a sub-layer reads is normalised, the sums R and M are not.</source>
        <translation>前归一化：子层读入的内容经过归一化，R 和 M 这两个和则没有。</translation>
    </message>
    <message>
        <source>A norm evens out</source>
        <translation>归一化的范围</translation>
    </message>
    <message>
        <source>word</source>
        <translation>词</translation>
    </message>
    <message>
        <source>Change one word: the normalised rows of the others do not move.</source>
        <translation>改动一个词：其他词归一化后的行不变。</translation>
    </message>
    <message>
        <source>column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Change one word: the normalised rows of all the others move too.</source>
        <translation>改动一个词：其他所有词归一化后的行也跟着变。</translation>
    </message>
    <message>
        <source>matrix</source>
        <translation>矩阵</translation>
    </message>
    <message>
        <source>One mean for all words: a word of large numbers stays large.</source>
        <translation>所有词共用一个平均值：数值大的词仍然大。</translation>
    </message>
    <message>
        <source>Variance divides by</source>
        <translation>方差除以</translation>
    </message>
    <message>
        <source>d</source>
        <translation>d</translation>
    </message>
    <message>
        <source>With γ = 1 and β = 0 the squares of a row of N sum to d, but for ε.</source>
        <translation>γ = 1、β = 0 时，N 的一行的平方和是 d（不计 ε）。</translation>
    </message>
    <message>
        <source>d − 1</source>
        <translation>d − 1</translation>
    </message>
    <message>
        <source>With γ = 1 and β = 0 the squares of a row of N sum to d − 1, but for ε.</source>
        <translation>γ = 1、β = 0 时，N 的一行的平方和是 d − 1（不计 ε）。</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>不除</translation>
    </message>
    <message>
        <source>With γ = 1 and β = 0 the squares of a row of N sum to 1, but for ε.</source>
        <translation>γ = 1、β = 0 时，N 的一行的平方和是 1（不计 ε）。</translation>
    </message>
    <message>
        <source>Added to the variance: ε</source>
        <translation>加在方差上的 ε</translation>
    </message>
    <message>
        <source>A large ε flattens rows whose numbers are close together.</source>
        <translation>ε 较大时，数值相近的行会被压平。</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>激活函数</translation>
    </message>
    <message>
        <source>ReLU</source>
        <translation>ReLU</translation>
    </message>
    <message>
        <source>What is below 0 in H′ is exactly 0 in H.</source>
        <translation>H′ 中小于 0 的数，在 H 中正好是 0。</translation>
    </message>
    <message>
        <source>GELU</source>
        <translation>GELU</translation>
    </message>
    <message>
        <source>What is below 0 in H′ passes a little: hardly a cell of H is exactly 0.</source>
        <translation>H′ 中小于 0 的数也会通过一点：H 中几乎没有正好是 0 的格子。</translation>
    </message>
    <message>
        <source>The result is measured by</source>
        <translation>结果的衡量方式</translation>
    </message>
    <message>
        <source>The numbers flow forward only.</source>
        <translation>数只往前流。</translation>
    </message>
    <message>
        <source>squared error</source>
        <translation>平方误差</translation>
    </message>
    <message>
        <source>Set the target: every number gets a gradient, and a step makes the loss smaller.</source>
        <translation>设定目标：每个数都得到梯度，走一步就能让损失变小。</translation>
    </message>
    <message>
        <source>What goes in</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Scores and weights</source>
        <translation>分数与权重</translation>
    </message>
    <message>
        <source>Heads</source>
        <translation>注意力头</translation>
    </message>
    <message>
        <source>The rest of the block</source>
        <translation>块的其余部分</translation>
    </message>
    <message>
        <source>What comes out</source>
        <translation>得到的结果</translation>
    </message>
    <message>
        <source>There is one head, so nothing is cut. Choose more heads under Sizes.</source>
        <extracomment>Why a switch does nothing in an example that lacks what it needs.</extracomment>
        <translation>只有一个头，无从切分。请在“大小”中增加头数。</translation>
    </message>
    <message>
        <source>There is no mask to lay on. Choose one above.</source>
        <translation>没有掩码。请先在上面选一个。</translation>
    </message>
    <message>
        <source>Here no heads come together. Choose more heads under Sizes, and let the example end after attention or the block.</source>
        <translation>这里没有要拼接的头。请在“大小”里选更多的头，并让例子在注意力或整个块之后结束。</translation>
    </message>
    <message>
        <source>This example ends before W_O. Let it end after attention or the block.</source>
        <translation>这个例子在 W_O 之前就结束了。请让它到注意力或整个块为止。</translation>
    </message>
    <message>
        <source>This example ends before the norms. Let it end after the block.</source>
        <translation>这个例子在归一化之前就结束了。请让它到整个块为止。</translation>
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
        <extracomment>Of a longer trail, the first and the last ones are written.</extracomment>
        <translation>指向一个数，看它怎么来的。</translation>
    </message>
    <message>
        <source>You pinned this cell at {pinned}. The flow uses {pinned}, not {computed}.</source>
        <translation>你把这一格固定为 {pinned}。后面的计算用 {pinned}，不用 {computed}。</translation>
    </message>
    <message>
        <source>{cell} is pinned: its gradient goes no further.</source>
        <translation>{cell} 已被固定：它的梯度不再往回传。</translation>
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
        <source>… and {count} more, together {value}</source>
        <translation>……另有 {count} 项，合计 {value}</translation>
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
        <source>gradient</source>
        <translation>梯度</translation>
    </message>
    <message>
        <source>matrix</source>
        <translation>矩阵</translation>
    </message>
    <message>
        <source>multiply, add</source>
        <translation>相乘，相加</translation>
    </message>
    <message>
        <source>slope</source>
        <translation>斜率</translation>
    </message>
    <message>
        <source>½ difference²</source>
        <translation>½ 差²</translation>
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
        <source>Fixed at 0: a head that cuts the vector reads its own slice only.</source>
        <translation>固定为 0：切分向量时，每个头只读自己的那一段。</translation>
    </message>
    <message>
        <source>1: “{query}” may attend to “{key}”.</source>
        <translation>1：“{query}”可以关注“{key}”。</translation>
    </message>
    <message>
        <source>0: “{query}” may not attend to “{key}”.</source>
        <translation>0：“{query}”不能关注“{key}”。</translation>
    </message>
    <message>
        <source>An input. Change it and everything after it follows.</source>
        <translation>这是输入。改动它，后面的数都会随之更新。</translation>
    </message>
    <message>
        <source>{mask} is 1: the score is kept.</source>
        <translation>{mask} 是 1：分数保留。</translation>
    </message>
    <message>
        <source>{mask} is 1: the weight is kept.</source>
        <translation>{mask} 是 1：权重不变。</translation>
    </message>
    <message>
        <source>{mask} is 0: the pair is left out, −∞ stands for its score {score}.</source>
        <translation>{mask} 是 0：这一对被遮住，分数 {score} 换成 −∞。</translation>
    </message>
    <message>
        <source>{mask} is 0: 0 stands for the score {score}, and a score of 0 still gets a weight.</source>
        <translation>{mask} 是 0：分数 {score} 换成 0，而 0 分仍然得到权重。</translation>
    </message>
    <message>
        <source>{mask} is 0: 0 stands for the weight {score}, and nobody gets what it held.</source>
        <translation>{mask} 是 0：权重 {score} 换成 0，它占的份额谁也没有得到。</translation>
    </message>
    <message>
        <source>The heads stand side by side: column {place} is column {column} of head {head}.</source>
        <translation>各个头并排拼接：第 {place} 列就是第 {head} 个头的第 {column} 列。</translation>
    </message>
    <message>
        <source>Reshaped without a transpose: place {place} in the row of “{row}” holds column {column} of “{word}” in head {head}.</source>
        <translation>没有转置就 reshape：“{row}”这一行的第 {place} 个位置上，是“{word}”在第 {head} 个头里的第 {column} 列。</translation>
    </message>
    <message>
        <source>Each head gets back the gradient of its own columns.</source>
        <translation>每个头得到自己那些列的梯度。</translation>
    </message>
    <message>
        <source>What is added gets the gradient of the sum as it is.</source>
        <translation>相加的每一项，得到的梯度就是和的梯度。</translation>
    </message>
    <message>
        <source>{value} is below 0, so 0 goes on.</source>
        <translation>{value} 小于 0，所以往下传 0。</translation>
    </message>
    <message>
        <source>{value} is not below 0, so it goes on as it is.</source>
        <translation>{value} 不小于 0，所以原样往下传。</translation>
    </message>
    <message>
        <source>Φ({value}) = {share} is the part of a normal distribution that lies below {value}.</source>
        <translation>Φ({value}) = {share} 是正态分布中小于 {value} 的那一部分。</translation>
    </message>
    <message>
        <source>All these numbers are equal and ε is 0: β is left.</source>
        <translation>这些数全都相等，ε 又是 0：只剩下 β。</translation>
    </message>
    <message>
        <source>For one word, over the {count} numbers of {part}:</source>
        <translation>一个词归一化一次，取 {part} 的 {count} 个数：</translation>
    </message>
    <message>
        <source>For one column, over the {count} numbers of {part}:</source>
        <translation>一列归一化一次，取 {part} 的 {count} 个数：</translation>
    </message>
    <message>
        <source>For the whole matrix, over the {count} numbers of {part}:</source>
        <translation>整个矩阵一起归一化，取 {part} 的 {count} 个数：</translation>
    </message>
    <message>
        <source>σ² is the sum of the squares of x − μ, divided by their number.</source>
        <translation>σ² 是 x − μ 的平方和，除以个数。</translation>
    </message>
    <message>
        <source>σ² is the sum of the squares of x − μ, divided by one less than their number.</source>
        <translation>σ² 是 x − μ 的平方和，除以个数减一。</translation>
    </message>
    <message>
        <source>σ² is the sum of the squares of x − μ, not divided.</source>
        <translation>σ² 是 x − μ 的平方和，不再除。</translation>
    </message>
    <message>
        <source>1, because a word may attend to itself.</source>
        <translation>1，因为一个词可以关注它自己。</translation>
    </message>
    <message>
        <source>1, because “{key}” does not come after “{query}”.</source>
        <translation>1，因为“{key}”不在“{query}”之后。</translation>
    </message>
    <message>
        <source>0, because “{key}” comes after “{query}”.</source>
        <translation>0，因为“{key}”在“{query}”之后。</translation>
    </message>
    <message>
        <source>1, because “{key}” is a word, not padding.</source>
        <translation>1，因为“{key}”是词，不是填充。</translation>
    </message>
    <message>
        <source>0, because “{key}” is padding.</source>
        <translation>0，因为“{key}”是填充。</translation>
    </message>
    <message>
        <source>… and {count} more</source>
        <extracomment>Up to so many terms are written out; of more, the largest three and the sum of the rest. Terms of a LayerNorm that are no number of its group: gamma, beta, eps.</extracomment>
        <translation>……另有 {count} 项</translation>
    </message>
    <message>
        <source>Words and columns count from 0 here.</source>
        <translation>这里的词和列从 0 数起。</translation>
    </message>
    <message>
        <source>Every score here is −∞: the mask leaves nothing to attend to, so these weights are 0.</source>
        <extracomment>A sum of more numbers than these is written as a sum of a column.</extracomment>
        <translation>这里的分数全是 −∞：掩码没有留下可以关注的词，所以这些权重都是 0。</translation>
    </message>
    <message>
        <source>Every score of the column is −∞: the mask lets no word attend to “{key}”, so these weights are 0.</source>
        <translation>这一列的分数全是 −∞：掩码不让任何词关注“{key}”，所以这些权重都是 0。</translation>
    </message>
    <message>
        <source>e to the power of −∞ is 0: what is masked gets no share.</source>
        <translation>e 的 −∞ 次方是 0：被遮住的词分不到份额。</translation>
    </message>
    <message>
        <source>Softmax runs down the column here: the shares of a column add up to 1, those of a row need not.</source>
        <translation>这里 softmax 沿列计算：每列的份额加起来是 1，每行的却不一定。</translation>
    </message>
    <message>
        <source>position</source>
        <extracomment>The room of a sign and of the gap before the result; the height of a line. A name that has to be short takes this part of the width at most.</extracomment>
        <translation>位置</translation>
    </message>
    <message>
        <source>words</source>
        <translation>词数</translation>
    </message>
    <message>
        <source>head {head}, col. {column}</source>
        <translation>第 {head} 个头，第 {column} 列</translation>
    </message>
    <message>
        <source>{word}, head {head}, col. {column}</source>
        <translation>{word}，第 {head} 个头，第 {column} 列</translation>
    </message>
    <message>
        <source>nothing to attend to</source>
        <translation>没有可关注的词</translation>
    </message>
    <message>
        <source>{score} kept</source>
        <translation>{score} 保留</translation>
    </message>
    <message>
        <source>{score} left out</source>
        <translation>{score} 遮住</translation>
    </message>
    <message>
        <source>{score} replaced</source>
        <translation>{score} 被换掉</translation>
    </message>
    <message>
        <source>exactly</source>
        <extracomment>A longer number is not written: nobody would read it.</extracomment>
        <translation>（精确值）</translation>
    </message>
    <message>
        <source>{base} to the power of {exponent}</source>
        <translation>{base} 的 {exponent} 次方</translation>
    </message>
    <message>
        <source>the square root of {number}</source>
        <translation>根号 {number}</translation>
    </message>
    <message>
        <source>The slope of a weight by its own score is A · (1 − A), by another score −A · A: what one word gains the others lose.</source>
        <extracomment>What the slopes of an operation are.</extracomment>
        <translation>权重对自己的分数，斜率是 A · (1 − A)；对其他分数是 −A · A：一个词得到的，就是其他词失去的。</translation>
    </message>
    <message>
        <source>The slope is that of GELU at {x}: Φ(x) + x · φ(x).</source>
        <translation>斜率是 GELU 在 {x} 处的斜率：Φ(x) + x · φ(x)。</translation>
    </message>
    <message>
        <source>The slope of a scaled score by c is −S ÷ c².</source>
        <translation>缩放后的分数对 c 的斜率是 −S ÷ c²。</translation>
    </message>
    <message>
        <source>One number moves the mean and the spread of its whole group, so that there is a slope for each of them.</source>
        <translation>一个数会移动整组的均值和离散程度，所以对组里的每个数都有一个斜率。</translation>
    </message>
    <message>
        <source>The slope is the normalised number that γ scales.</source>
        <translation>斜率就是 γ 所缩放的、归一化后的数。</translation>
    </message>
    <message>
        <source>A larger ε draws each normalised number nearer to 0: that is the slope.</source>
        <translation>ε 越大，归一化后的数就越靠近 0：这就是斜率。</translation>
    </message>
    <message>
        <source>the row’s average {level}</source>
        <translation>整行的加权平均 {level}</translation>
    </message>
    <message>
        <source>ReLU let {x} through: the slope is 1.</source>
        <translation>ReLU 让 {x} 通过：斜率是 1。</translation>
    </message>
    <message>
        <source>ReLU cut {x} off: the slope is 0.</source>
        <translation>ReLU 截掉了 {x}：斜率是 0。</translation>
    </message>
</context>
<context>
    <name>flows</name>
    <message>
        <source>Forward</source>
        <translation>前向</translation>
    </message>
    <message>
        <source>The numbers of the model, from the words to the loss (G)</source>
        <translation>模型的数，从词到损失（G）</translation>
    </message>
    <message>
        <source>Backward</source>
        <translation>反向</translation>
    </message>
    <message>
        <source>The gradient of the loss by every number, from the loss back (G)</source>
        <translation>损失对每个数的梯度，从损失往回（G）</translation>
    </message>
    <message>
        <source>Update</source>
        <translation>更新</translation>
    </message>
    <message>
        <source>What a step downhill would make of the parameters (G)</source>
        <translation>往下走一步后参数会变成什么（G）</translation>
    </message>
</context>
<context>
    <name>glossary</name>
    <message>
        <source>this example ends before the norms</source>
        <translation>本示例在归一化之前就结束了</translation>
    </message>
    <message>
        <source>this example ends at the mix of a head</source>
        <translation>本示例到一个头的加权求和为止</translation>
    </message>
    <message>
        <source>positions are off here</source>
        <translation>这里没有加位置编码</translation>
    </message>
    <message>
        <source>here all words come from one sentence</source>
        <translation>这里所有的词来自同一个句子</translation>
    </message>
    <message>
        <source>W_O is off here</source>
        <translation>这里没有用 W_O</translation>
    </message>
    <message>
        <source>the residual is off here</source>
        <translation>这里没有残差</translation>
    </message>
    <message>
        <source>the projections have no biases here</source>
        <translation>这里的投影没有偏置</translation>
    </message>
    <message>
        <source>nothing is measured by a loss here</source>
        <translation>这里没有用损失来衡量</translation>
    </message>
    <message>
        <source>there is no mask here</source>
        <translation>这里没有掩码</translation>
    </message>
    <message>
        <source>no mask is laid on the scores here</source>
        <translation>这里的掩码不加在分数上</translation>
    </message>
    <message>
        <source>the mask is laid on the scores here</source>
        <translation>这里的掩码加在分数上</translation>
    </message>
    <message>
        <source>not in this example</source>
        <translation>本示例没有</translation>
    </message>
    <message>
        <source>Glossary</source>
        <translation>术语表</translation>
    </message>
    <message>
        <source>{nodes}: {reason}</source>
        <translation>{nodes}：{reason}</translation>
    </message>
</context>
<context>
    <name>goto</name>
    <message>
        <source>Write a row and a column, such as 3, 317.</source>
        <translation>请写行和列，例如 3, 317。</translation>
    </message>
    <message>
        <source>There is no head “{part}”; heads run from 1 to {count}.</source>
        <translation>没有“{part}”这个头；头从 1 到 {count} 编号。</translation>
    </message>
    <message>
        <source>There is no row “{part}”; rows run from 1 to {count}.</source>
        <translation>没有“{part}”这一行；行号从 1 到 {count}。</translation>
    </message>
    <message>
        <source>There is no column “{part}”; columns run from 1 to {count}.</source>
        <translation>没有“{part}”这一列；列号从 1 到 {count}。</translation>
    </message>
</context>
<context>
    <name>help</name>
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
        <source>Lesson</source>
        <extracomment>A key that is no action of the window, and what it does. The groups of the sheet: names of actions, and keys of the views.</extracomment>
        <translation>讲解</translation>
    </message>
    <message>
        <source>Predict, or show everything (in the diagram)</source>
        <translation>先猜，或全部显示（在流程图里）</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>数</translation>
    </message>
    <message>
        <source>Edit the selected number (typing does too)</source>
        <translation>修改选中的数（直接输入也行）</translation>
    </message>
    <message>
        <source>Put the old number back, let go of the cell</source>
        <translation>恢复原来的数，放开格子</translation>
    </message>
    <message>
        <source>Diagram</source>
        <translation>流程图</translation>
    </message>
    <message>
        <source>Next matrix, previous matrix</source>
        <translation>下一个矩阵，上一个矩阵</translation>
    </message>
    <message>
        <source>Zoom to the selected matrix, and back</source>
        <translation>放大到选中的矩阵，再按返回</translation>
    </message>
    <message>
        <source>Tables and matrix windows</source>
        <translation>表格与矩阵窗口</translation>
    </message>
    <message>
        <source>Go to a cell</source>
        <translation>转到一个格子</translation>
    </message>
    <message>
        <source>Copy and paste numbers</source>
        <translation>复制、粘贴数</translation>
    </message>
    <message>
        <source>Words, sizes, experiments</source>
        <translation>词、大小、实验</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>More</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Show what the cell comes from, what it goes into</source>
        <translation>显示这个数从哪里来、到哪里去</translation>
    </message>
    <message>
        <source>Show that head</source>
        <translation>显示那个头</translation>
    </message>
    <message>
        <source>Previous block of a stack, next block</source>
        <translation>上一块，下一块</translation>
    </message>
    <message>
        <source>Switch a cell of a mask</source>
        <translation>切换掩码的一个格子</translation>
    </message>
    <message>
        <source>Fill a selected block down, to the right</source>
        <translation>向下、向右填充选中的区域</translation>
    </message>
    <message>
        <source>Close the window of a matrix</source>
        <translation>关闭矩阵窗口</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>键盘操作</translation>
    </message>
    <message>
        <source>Search the keys</source>
        <translation>搜索按键</translation>
    </message>
    <message>
        <source>Learn how attention works by touching its numbers.</source>
        <translation>动手触摸每个数，学会注意力怎样工作。</translation>
    </message>
    <message>
        <source>MIT licence. Carries Inter, STIX Two Text and Noto Sans SC under the SIL Open Font License.</source>
        <translation>MIT 许可证。附带字体 Inter、STIX Two Text 和 Noto Sans SC，采用 SIL 开放字体许可证。</translation>
    </message>
    <message>
        <source>Licences of what it uses</source>
        <translation>所用软件的许可证</translation>
    </message>
    <message>
        <source>Copy the versions</source>
        <translation>复制版本信息</translation>
    </message>
    <message>
        <source>Licences…</source>
        <translation>许可证…</translation>
    </message>
    <message>
        <source>Manual</source>
        <translation>手册</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>About Softmix</source>
        <translation>关于 Softmix</translation>
    </message>
</context>
<context>
    <name>inside</name>
    <message>
        <source>The mean of the numbers that are evened out together: {value}.</source>
        <translation>一起归一化的这些数的均值：{value}。</translation>
    </message>
    <message>
        <source>Their variance: {value}.</source>
        <translation>它们的方差：{value}。</translation>
    </message>
    <message>
        <source>{cell} = {value}.</source>
        <translation>{cell} = {value}。</translation>
    </message>
    <message>
        <source>Term {number} of {count} of {cell}: {factors} = {value}.</source>
        <translation>{cell} 的第 {number} 项（共 {count} 项）：{factors} = {value}。</translation>
    </message>
    <message>
        <source>So far: {sum} = {total}.</source>
        <translation>到目前为止：{sum} = {total}。</translation>
    </message>
    <message>
        <source>Each score becomes a power of e, by how far it lies below the largest: {powers}. Their sum, {sum}, is the whole; each weight is its share.</source>
        <translation>每个分数按它比最大值低多少变成 e 的幂：{powers}。总和是 {sum}；每个权重是其中的一份。</translation>
    </message>
    <message>
        <source>{word}: {weight} of its values, {vector}.</source>
        <translation>“{word}”：取它的值的 {weight}，即 {vector}。</translation>
    </message>
    <message>
        <source>So far: {vector}.</source>
        <translation>到目前为止：{vector}。</translation>
    </message>
    <message>
        <source>All of {node} is there.</source>
        <translation>{node} 已经全部算出。</translation>
    </message>
    <message>
        <source>As far as {row}: {shown} of {count} numbers are there.</source>
        <translation>算到“{row}”：{count} 个数里已有 {shown} 个。</translation>
    </message>
</context>
<context>
    <name>mistakes</name>
    <message>
        <source>Words in another order</source>
        <translation>换一个词序</translation>
    </message>
    <message>
        <source>The sentence backwards, without positions</source>
        <translation>句子倒过来，没有位置编码</translation>
    </message>
    <message>
        <source>A sentence is an order of words, but X is only a list of rows. As long as no positions are added, nothing in attention knows which row comes first.</source>
        <translation>句子讲究词序，而 X 只是一行一行的数。只要没有加上位置编码，注意力里就没有什么知道哪一行在前。</translation>
    </message>
    <message>
        <source>The sentence is turned round: “{word}”, which is first, comes last. What does it get as its mix of values then?</source>
        <translation>把句子倒过来：原来在最前面的“{word}”到了最后。它得到的加权和会是什么？</translation>
    </message>
    <message>
        <source>the same numbers as before</source>
        <translation>与原来相同的数</translation>
    </message>
    <message>
        <source>what the last word gets now</source>
        <translation>现在最后一个词得到的数</translation>
    </message>
    <message>
        <source>other numbers</source>
        <translation>别的数</translation>
    </message>
    <message>
        <source>Every row of the result has moved with its word. The largest change of a number: {difference}.</source>
        <translation>结果的每一行都跟着自己的词走。一个数最大的变化是：{difference}。</translation>
    </message>
    <message>
        <source>The largest weight of “{word}” was {before}; it is {largest}.</source>
        <translation>“{word}”最大的权重原来是 {before}，现在是 {largest}。</translation>
    </message>
    <message>
        <source>Follow one word: its row of Z stands elsewhere and keeps its numbers, and the columns of A have moved as its rows have. To attention, a sentence is a bag of words. For an order to mean something, the paper adds a vector of its position to every word.</source>
        <translation>跟着一个词看：它在 Z 中的行换了地方，数却没有变；A 的列也跟着行一起移动。对注意力来说，句子只是一袋词。要让词序有意义，论文给每个词加上一个表示位置的向量。</translation>
    </message>
    <message>
        <source>Vaswani et al. 2017, section 3.5</source>
        <translation>Vaswani 等，2017，第 3.5 节</translation>
    </message>
    <message>
        <source>One matrix for queries and keys</source>
        <translation>查询和键共用一个矩阵</translation>
    </message>
    <message>
        <source>W_K becomes a copy of W_Q</source>
        <translation>W_K 变成 W_Q 的副本</translation>
    </message>
    <message>
        <source>A query says what a word looks for, a key what it offers. Both are made from the same row, so why learn two matrices? Here W_K becomes a copy of W_Q.</source>
        <translation>查询说一个词在找什么，键说它能提供什么。两者都由同一行算出，为什么要学两个矩阵？这里让 W_K 变成 W_Q 的副本。</translation>
    </message>
    <message>
        <source>“{first}” scores “{second}” with {there}, and “{second}” scores “{first}” with {back}. How will the two stand to each other after the copy?</source>
        <translation>“{first}”对“{second}”的分数是 {there}，“{second}”对“{first}”的分数是 {back}。复制之后，这两个分数会怎样？</translation>
    </message>
    <message>
        <source>they are equal</source>
        <translation>两者相等</translation>
    </message>
    <message>
        <source>they change places</source>
        <translation>两者互换</translation>
    </message>
    <message>
        <source>they still differ</source>
        <translation>两者仍然不同</translation>
    </message>
    <message>
        <source>scores − scoresᵀ, its largest number: {difference}.</source>
        <translation>scores − scoresᵀ 中最大的数：{difference}。</translation>
    </message>
    <message>
        <source>“{first}” scores “{second}” with {there}, “{second}” scores “{first}” with {back}.</source>
        <translation>“{first}”对“{second}”的分数是 {there}，“{second}”对“{first}”的分数是 {back}。</translation>
    </message>
    <message>
        <source>“{word}” scores itself with {score}, the squared length of its query.</source>
        <translation>“{word}”对自己的分数是 {score}，即它的查询长度的平方。</translation>
    </message>
    <message>
        <source>With one matrix W for both, the scores are X W Wᵀ Xᵀ, which is its own transpose: whom a word looks at looks back with the same score. A verb could not seek its object without being sought as much. The weights need not be symmetric: softmax divides each row by its own sum.</source>
        <translation>两者共用矩阵 W 时，分数是 X W Wᵀ Xᵀ，转置之后不变：一个词看谁，谁就以同样的分数看回来。动词找宾语，就不能不同样被宾语找。权重却不必对称，因为 softmax 把每一行除以这一行自己的总和。</translation>
    </message>
    <message>
        <source>A query with its sign turned</source>
        <translation>查询变号</translation>
    </message>
    <message>
        <source>W_Q becomes −W_Q</source>
        <translation>W_Q 变成 −W_Q</translation>
    </message>
    <message>
        <source>The signs in a learned matrix look arbitrary. Here every number of W_Q changes its sign, as if a minus had slipped into the code, and W_K stays as it is.</source>
        <translation>学出来的矩阵，正负号看上去很随意。这里 W_Q 的每个数都变号，就像代码里多了一个负号；W_K 不变。</translation>
    </message>
    <message>
        <source>“{word}” gives “{most}” the weight {weight}, the most, and “{least}” {small}, the least. Which of the two gets more after the change of sign?</source>
        <translation>“{word}”给“{most}”的权重最大，是 {weight}；给“{least}”的最小，是 {small}。变号之后，这两个词中哪个得到的更多？</translation>
    </message>
    <message>
        <source>“{most}”, as before</source>
        <translation>“{most}”，与原来一样</translation>
    </message>
    <message>
        <source>“{least}”</source>
        <translation>“{least}”</translation>
    </message>
    <message>
        <source>both get the same</source>
        <translation>两者一样多</translation>
    </message>
    <message>
        <source>New scores + old scores, the largest number: {difference}.</source>
        <translation>新分数 + 旧分数，其中最大的数：{difference}。</translation>
    </message>
    <message>
        <source>The weight of “{least}”: {before} before, {now} now.</source>
        <translation>“{least}”的权重：原来 {before}，现在 {now}。</translation>
    </message>
    <message>
        <source>The weight of “{most}”: {before} before, {now} now.</source>
        <translation>“{most}”的权重：原来 {before}，现在 {now}。</translation>
    </message>
    <message>
        <source>Every score has the other sign, so the order within each row is turned round: the best match is the worst. Turn the signs of W_K as well, and all is as it was: only the product W_Q W_Kᵀ counts. A number of W_Q means nothing on its own.</source>
        <translation>每个分数都变了号，一行之内的次序就倒了过来：最匹配的成了最不匹配的。把 W_K 也变号，一切又和原来一样：起作用的只是乘积 W_Q W_Kᵀ。W_Q 里的一个数，单独看没有意义。</translation>
    </message>
    <message>
        <source>The same weights, other values</source>
        <translation>权重相同，值不同</translation>
    </message>
    <message>
        <source>Attention is not explanation</source>
        <translation>注意力不等于解释</translation>
    </message>
    <message>
        <source>A heat map of A is often read as what a result is made of. Here all values of the word that gets the most attention are pinned at 0. Nothing else is touched.</source>
        <translation>人们常把 A 的热力图当作结果的由来。这里把得到注意力最多的那个词的值全部固定为 0，别的什么也不动。</translation>
    </message>
    <message>
        <source>“{word}” gives “{top}” the weight {weight}. What happens to the weights when all values of “{top}” become 0?</source>
        <translation>“{word}”给“{top}”的权重是 {weight}。“{top}”的值全变成 0 时，权重会怎样？</translation>
    </message>
    <message>
        <source>this one drops to 0</source>
        <translation>这个权重降到 0</translation>
    </message>
    <message>
        <source>the whole row changes</source>
        <translation>整行都变</translation>
    </message>
    <message>
        <source>no weight changes</source>
        <translation>没有一个权重变</translation>
    </message>
    <message>
        <source>Of {cells} weights, {count} have changed.</source>
        <translation>{cells} 个权重中，变了的有 {count} 个。</translation>
    </message>
    <message>
        <source>“{top}” has the weight {weight} for “{word}”, and the most it adds to a number of that word’s mix is {given}.</source>
        <translation>“{word}”给“{top}”的权重是 {weight}，而那个词给加权和的任何一个数最多添上 {given}。</translation>
    </message>
    <message>
        <source>The largest change of a number in Z: {moved}.</source>
        <translation>Z 中一个数最大的变化：{moved}。</translation>
    </message>
    <message>
        <source>A is the same to the last bit, and Z is not. A weight says how much of a value is taken, not what is in it: the word that gets the most attention may add nothing. A map of weights alone does not explain a result.</source>
        <translation>A 一个比特也没有变，Z 却变了。权重说的是取多少值，而不是值里有什么：得到注意力最多的词，可能什么也没有添上。只看权重的图，解释不了结果。</translation>
    </message>
    <message>
        <source>Jain and Wallace 2019; Kobayashi et al. 2020, “Attention Is Not Only a Weight”</source>
        <translation>Jain 和 Wallace，2019；Kobayashi 等，2020，“Attention Is Not Only a Weight”</translation>
    </message>
    <message>
        <source>Heads reshaped without the transpose</source>
        <translation>没有转置就 reshape 各个头</translation>
    </message>
    <message>
        <source>The right shape with the wrong numbers</source>
        <translation>形状对了，数错了</translation>
    </message>
    <message>
        <source>Z is [head, word, d_v], and C has to be [word, heads · d_v]. A reshape gives this shape at once. But it takes the numbers in the order they lie in memory, head by head.</source>
        <translation>Z 的形状是 [头，词，d_v]，C 要的是 [词，头数 · d_v]。reshape 一步就得到这个形状，但它按数在内存里的次序取数，也就是一个头接一个头。</translation>
    </message>
    <message>
        <source>The row of “{word}” in C has {columns} numbers, all of them its own. How many are its own after a reshape without a transpose?</source>
        <translation>“{word}”在 C 中的一行有 {columns} 个数，全是它自己的。没有转置就 reshape 之后，还有几个是它自己的？</translation>
    </message>
    <message>
        <source>all {columns}</source>
        <translation>全部 {columns} 个</translation>
    </message>
    <message>
        <source>some of them</source>
        <translation>一部分</translation>
    </message>
    <message>
        <source>none</source>
        <translation>一个也没有</translation>
    </message>
    <message>
        <source>Of the {columns} numbers in the row of “{word}”, {own} are its own.</source>
        <translation>“{word}”这一行的 {columns} 个数中，自己的有 {own} 个。</translation>
    </message>
    <message>
        <source>The row of “{word}” holds numbers of: {words}.</source>
        <translation>“{word}”这一行里的数来自：{words}。</translation>
    </message>
    <message>
        <source>All {count} numbers of the heads are in C, each of them once.</source>
        <translation>各个头的 {count} 个数都在 C 里，每个出现一次。</translation>
    </message>
    <message>
        <source>No number is lost and every shape fits, so nothing fails. But a row of C is no longer one word: what follows takes it for the word of that row, and even with a causal mask an early row may hold a later word. Transpose to [word, head, d_v] first, then reshape.</source>
        <translation>一个数也没有丢，形状也都对，所以不会报错。但 C 的一行不再是一个词：后面的计算却把它当作这一行的词；即使有因果掩码，前面的行里也可能有后面的词。先转置成 [词，头，d_v]，再 reshape。</translation>
    </message>
    <message>
        <source>No output matrix W_O</source>
        <translation>没有输出矩阵 W_O</translation>
    </message>
    <message>
        <source>Heads side by side, never blended</source>
        <translation>各个头并排，从不融合</translation>
    </message>
    <message>
        <source>Side by side, the heads make {columns} columns, and one could go on with C as it is. Here W_O is left out, and C itself is what attention gives.</source>
        <translation>各个头并排共有 {columns} 列，似乎可以直接用 C 往下算。这里去掉 W_O，C 就是注意力的输出。</translation>
    </message>
    <message>
        <source>The mix of head {head} changes for “{word}”. How many of the {columns} columns of the result can change with it, without W_O?</source>
        <translation>第 {head} 个头给“{word}”的加权和变了。没有 W_O 时，结果的 {columns} 列中有几列会跟着变？</translation>
    </message>
    <message>
        <source>the {own} columns of that head</source>
        <translation>那个头的 {own} 列</translation>
    </message>
    <message>
        <source>The mix of head {head} moves {count} of the {columns} columns.</source>
        <translation>第 {head} 个头的加权和带动 {columns} 列中的 {count} 列。</translation>
    </message>
    <message>
        <source>Result − C, the largest number: {difference}.</source>
        <translation>结果 − C，其中最大的数：{difference}。</translation>
    </message>
    <message>
        <source>Each head writes to columns of its own, whatever the others have found. With W_O, a number of the result can draw on every head, and training decides what of a head goes where. Without it, that is fixed before training begins.</source>
        <translation>每个头只写自己的列，不管别的头找到了什么。有了 W_O，结果的一个数可以取自每个头，一个头的哪些内容放到哪里由训练决定。没有它，这在训练之前就定死了。</translation>
    </message>
    <message>
        <source>Vaswani et al. 2017, section 3.2.2</source>
        <translation>Vaswani 等，2017，第 3.2.2 节</translation>
    </message>
    <message>
        <source>No residual</source>
        <translation>没有残差</translation>
    </message>
    <message>
        <source>What a word was is lost</source>
        <translation>词原来是什么，丢失了</translation>
    </message>
    <message>
        <source>The residual adds what went into a sub-layer to what comes out of it. Next to attention it looks like a detail. Here it is left out, around attention and around the feed-forward network.</source>
        <translation>残差把进入子层的数加到子层的输出上。与注意力相比，它像是一个细节。这里把它去掉：注意力和前馈网络两处都去掉。</translation>
    </message>
    <message>
        <source>Take the cosine between the rows of two words at the end: {likeness} on average over all pairs. What becomes of it without the residual?</source>
        <translation>取两个词在最后的行之间的余弦，对所有词对平均是 {likeness}。没有残差时，它会怎样？</translation>
    </message>
    <message>
        <source>it rises: words grow alike</source>
        <translation>变大：词彼此更像</translation>
    </message>
    <message>
        <source>it stays about the same</source>
        <translation>大致不变</translation>
    </message>
    <message>
        <source>it falls: words grow apart</source>
        <translation>变小：词彼此更不像</translation>
    </message>
    <message>
        <source>The cosine between two words, on average: {before} before, {now} now.</source>
        <translation>两个词之间的余弦，平均：原来 {before}，现在 {now}。</translation>
    </message>
    <message>
        <source>What the norm reads − attention’s output, the largest number: {difference}.</source>
        <translation>层归一化读入的 − 注意力的输出，其中最大的数：{difference}。</translation>
    </message>
    <message>
        <source>Attention gives every word a mix of the same values. Without the residual nothing else goes on: the rows are blends of one set of ingredients, and what a word was by itself is gone. In a stack, rows draw together block by block, until words can hardly be told apart.</source>
        <translation>注意力给每个词的都是同一组值的混合。没有残差，就只有它往下传：各行是同一组原料调出来的，词自己原来的样子没有了。块叠得越多，各行越靠近，直到几乎分不出词来。</translation>
    </message>
    <message>
        <source>Dong, Cordonnier and Loukas 2021, “Attention Is Not All You Need”</source>
        <translation>Dong、Cordonnier 和 Loukas，2021，“Attention Is Not All You Need”</translation>
    </message>
    <message>
        <source>LayerNorm over the whole matrix</source>
        <translation>对整个矩阵做层归一化</translation>
    </message>
    <message>
        <source>One mean for all words</source>
        <translation>所有词共用一个均值</translation>
    </message>
    <message>
        <source>LayerNorm takes a mean and a variance. Of which numbers? In the paper, of those of one word. Here all words share one mean and one variance, as they do when the axes given in code are wrong.</source>
        <translation>层归一化要取均值和方差。取哪些数的？论文取一个词的那些数。这里所有词共用一个均值和一个方差，代码里轴写错时就是这样。</translation>
    </message>
    <message>
        <source>One number of “{word}” changes just before the norm. How many of the {rows} rows of N move with it?</source>
        <translation>在层归一化之前，“{word}”的一个数变了。N 的 {rows} 行中，有几行跟着变？</translation>
    </message>
    <message>
        <source>one, that of “{word}”</source>
        <translation>一行，“{word}”的</translation>
    </message>
    <message>
        <source>all {rows}</source>
        <translation>全部 {rows} 行</translation>
    </message>
    <message>
        <source>A change of “{word}” before the norm moves {count} of the {rows} rows.</source>
        <translation>在层归一化之前改动“{word}”，{rows} 行中有 {count} 行跟着变。</translation>
    </message>
    <message>
        <source>The row of “{word}” has the mean {mean} and the standard deviation {spread}; a norm of its own would make them 0 and 1.</source>
        <translation>“{word}”这一行的均值是 {mean}，标准差是 {spread}；单独归一化时，应当是 0 和 1。</translation>
    </message>
    <message>
        <source>The mean of the whole matrix: {mean}.</source>
        <translation>整个矩阵的均值：{mean}。</translation>
    </message>
    <message>
        <source>A word of large numbers stays large, and one number changed anywhere moves every row. A word more, or padding, would move them too; under a causal mask, later words would be felt through the mean. A norm by row leaves each word to itself.</source>
        <translation>数大的词仍然大；不管改动哪里的一个数，每一行都会变。多一个词，或者加了填充，各行也会变；在因果掩码下，后面的词会通过均值产生影响。按行归一化，每个词互不相干。</translation>
    </message>
    <message>
        <source>Ba, Kiros and Hinton 2016</source>
        <translation>Ba、Kiros 和 Hinton，2016</translation>
    </message>
    <message>
        <source>A row of equal numbers</source>
        <translation>一行相等的数</translation>
    </message>
    <message>
        <source>What LayerNorm cannot see</source>
        <translation>层归一化看不到的</translation>
    </message>
    <message>
        <source>LayerNorm takes the mean off a row and divides by its spread, for “{word}” {spread}. Here every number of that row becomes {number} just before the norm, so the spread is 0.</source>
        <translation>层归一化把一行减去均值，再除以它的离散程度，“{word}”这一行是 {spread}。这里，在层归一化之前让这一行的每个数都变成 {number}，离散程度就是 0。</translation>
    </message>
    <message>
        <source>Every number of “{word}” is {number}. What does the norm make of the row?</source>
        <translation>“{word}”的每个数都是 {number}。层归一化会把这一行变成什么？</translation>
    </message>
    <message>
        <source>{number} everywhere, as it was</source>
        <translation>仍然全是 {number}</translation>
    </message>
    <message>
        <source>β, here {beta}</source>
        <translation>β，这里是 {beta}</translation>
    </message>
    <message>
        <source>0 ÷ 0, which is no number</source>
        <translation>0 ÷ 0，不是数</translation>
    </message>
    <message>
        <source>The row of “{word}” in N: {row}.</source>
        <translation>“{word}”在 N 中的一行：{row}。</translation>
    </message>
    <message>
        <source>Its variance is {variance}; ε = {eps} keeps the divisor from being 0.</source>
        <translation>它的方差是 {variance}；ε = {eps} 使除数不是 0。</translation>
    </message>
    <message>
        <source>x − μ is 0 in every column, so whatever it is divided by, β is what is left; ε keeps 0 ÷ 0 away. A row of 3s and a row of 7s come out the same: a norm sees the pattern of a row, not its level.</source>
        <translation>每一列的 x − μ 都是 0，不管除以什么，剩下的只有 β；ε 避免了 0 ÷ 0。全是 3 的一行和全是 7 的一行，结果一样：层归一化看的是一行的起伏，不是高低。</translation>
    </message>
    <message>
        <source>, </source>
        <extracomment>What a place on an axis is called. Numbers below this come from rounding where whole numbers are compared.</extracomment>
        <translation>、</translation>
    </message>
    <message>
        <source>0, but for rounding</source>
        <translation>0（只差舍入）</translation>
    </message>
    <message>
        <source>Make: {mistake}</source>
        <translation>犯错：{mistake}</translation>
    </message>
    <message>
        <source>exactly 1</source>
        <translation>恰好是 1</translation>
    </message>
    <message>
        <source>less than 1</source>
        <translation>小于 1</translation>
    </message>
    <message>
        <source>more than 1</source>
        <translation>大于 1</translation>
    </message>
    <message>
        <source>√d_model instead of √d_k</source>
        <translation>除以 √d_model，而不是 √d_k</translation>
    </message>
    <message>
        <source>The right idea with the wrong width</source>
        <translation>想法对了，宽度错了</translation>
    </message>
    <message>
        <source>The paper divides scores by √d_k, where d_k = {d_k} is the length of a query. The width that is at hand in code is often another one: d_model = {d_model}, the length of a word’s vector.</source>
        <translation>论文把分数除以 √d_k，其中 d_k = {d_k} 是查询的长度。写代码时手边的宽度往往是另一个：d_model = {d_model}，即词向量的长度。</translation>
    </message>
    <message>
        <source>The largest weight of “{word}” is {weight}. What becomes of it when the scores are divided by √{d_model} instead of √{d_k}?</source>
        <translation>“{word}”最大的权重是 {weight}。分数除以 √{d_model} 而不是 √{d_k} 时，它会怎样？</translation>
    </message>
    <message>
        <source>it grows</source>
        <translation>变大</translation>
    </message>
    <message>
        <source>it shrinks</source>
        <translation>变小</translation>
    </message>
    <message>
        <source>it stays</source>
        <translation>不变</translation>
    </message>
    <message>
        <source>The largest weight of “{word}”: {before} before, {now} now.</source>
        <translation>“{word}”最大的权重：原来 {before}，现在 {now}。</translation>
    </message>
    <message>
        <source>The entropy of a row, on average: {before} bits before, {now} now. Equal weights would have {most}.</source>
        <translation>一行的熵，平均：原来 {before} 比特，现在 {now}。权重全相等时是 {most}。</translation>
    </message>
    <message>
        <source>The divisor is {divisor}; √d_k is {root}.</source>
        <translation>除数是 {divisor}；√d_k 是 {root}。</translation>
    </message>
    <message>
        <source>A score is a sum of d_k products, so its spread grows with √d_k; d_model has no part in it. A divisor that is too large pulls every row towards equal weights, and words tell each other apart less. Training can make up for it with larger W_Q and W_K, so the mistake hides well.</source>
        <translation>一个分数是 d_k 个乘积的和，离散程度随 √d_k 增大；d_model 与此无关。除数太大，每一行都被拉向相等的权重，词与词之间更难分辨。训练可以用更大的 W_Q 和 W_K 来弥补，所以这个错误藏得很深。</translation>
    </message>
    <message>
        <source>Vaswani et al. 2017, section 3.2.1</source>
        <translation>Vaswani 等，2017，第 3.2.1 节</translation>
    </message>
    <message>
        <source>No divisor at d_k = 512</source>
        <translation>d_k = 512 时不除</translation>
    </message>
    <message>
        <source>Softmax of scores as they come</source>
        <translation>分数不缩放，直接进 softmax</translation>
    </message>
    <message>
        <source>A dot product of {d_k} numbers is a sum of {d_k} products. If each varies by about 1, the sum varies by about √{d_k}. The divisor takes that out again; here it becomes 1.</source>
        <translation>{d_k} 个数的点积是 {d_k} 个乘积的和。如果每个乘积的起伏约为 1，总和的起伏就约为 √{d_k}。除数把它再除掉；这里让除数变成 1。</translation>
    </message>
    <message>
        <source>As it is, the largest of the {keys} weights in a row is {largest}, on average over {rows} rows. What will it be at d_k = {d_k} without a divisor?</source>
        <translation>现在，一行的 {keys} 个权重中最大的，对 {rows} 行平均是 {largest}。d_k = {d_k} 又不除时，它会是多少？</translation>
    </message>
    <message>
        <source>less than 0.5</source>
        <translation>小于 0.5</translation>
    </message>
    <message>
        <source>between 0.5 and 0.9</source>
        <translation>在 0.5 和 0.9 之间</translation>
    </message>
    <message>
        <source>more than 0.9</source>
        <translation>大于 0.9</translation>
    </message>
    <message>
        <source>The largest weight in a row, on average: {now}. Divided by √d_k it is {divided}.</source>
        <translation>一行中最大的权重，平均：{now}。除以 √d_k 时是 {divided}。</translation>
    </message>
    <message>
        <source>The entropy of a row, on average: {now} bits. Divided by √d_k it is {divided}.</source>
        <translation>一行的熵，平均：{now} 比特。除以 √d_k 时是 {divided}。</translation>
    </message>
    <message>
        <source>The scores have a standard deviation of {spread}; √{d_k} is {root}.</source>
        <translation>分数的标准差是 {spread}；√{d_k} 是 {root}。</translation>
    </message>
    <message>
        <source>Each row of A is nearly a single 1: softmax has become a choice. Where a weight is almost 1 or 0, a small change of a score hardly moves it, so gradients are almost 0 and training stalls. The curves show how this comes on as d_k grows, and how √d_k stops it.</source>
        <translation>A 的每一行几乎只剩一个 1：softmax 变成了只挑一个。权重接近 1 或 0 时，分数略微一变，它几乎不动，所以梯度接近 0，训练停滞。曲线显示这怎样随 d_k 增大而出现，又怎样被 √d_k 止住。</translation>
    </message>
    <message>
        <source>Vaswani et al. 2017, section 3.2.1, note 4</source>
        <translation>Vaswani 等，2017，第 3.2.1 节，注 4</translation>
    </message>
    <message>
        <source>Softmax down the columns</source>
        <translation>按列做 softmax</translation>
    </message>
    <message>
        <source>The wrong axis, one argument away</source>
        <translation>轴写错了，只差一个参数</translation>
    </message>
    <message>
        <source>In code, the axis of a softmax is one small argument. With the wrong one, every column of A sums to 1 instead of every row, and no error is raised.</source>
        <translation>在代码里，softmax 的轴只是一个小小的参数。写错了，A 就是每一列的总和为 1，而不是每一行，并且不会报错。</translation>
    </message>
    <message>
        <source>Each row of A sums to 1. What will the row of “{word}” sum to when softmax runs down the columns?</source>
        <translation>A 的每一行总和是 1。softmax 按列做时，“{word}”这一行的总和会是多少？</translation>
    </message>
    <message>
        <source>The row of “{word}” sums to {sum}.</source>
        <translation>“{word}”这一行的总和是 {sum}。</translation>
    </message>
    <message>
        <source>The smallest sum of a row is {sum}, for “{least}”.</source>
        <translation>各行总和中最小的是 {sum}，属于“{least}”。</translation>
    </message>
    <message>
        <source>Every column sums to {sum}.</source>
        <translation>每一列的总和是 {sum}。</translation>
    </message>
    <message>
        <source>Not every column sums to 1; one sums to {sum}.</source>
        <translation>不是每一列的总和都是 1；有一列是 {sum}。</translation>
    </message>
    <message>
        <source>A row of A should be shares of one whole: how a word divides its attention. Down the columns, the words that look compete for each key instead. One takes more than a whole in all, another almost nothing, and their rows of Z are too large and too small.</source>
        <translation>A 的一行应当是一个整体的各份：一个词怎样分配自己的注意力。按列做时，变成看的词互相争每一个键。有的词总共拿到超过一份，有的几乎什么也没有，它们在 Z 中的行就太大或太小。</translation>
    </message>
    <message>
        <source>Masking with 0</source>
        <translation>用 0 做掩码</translation>
    </message>
    <message>
        <source>A score of 0 instead of −∞</source>
        <translation>分数写 0，而不是 −∞</translation>
    </message>
    <message>
        <source>A mask says which words a word may not see. To write 0 where it forbids seems natural: 0 is nothing. But what is masked is a score, and scores go through a softmax.</source>
        <translation>掩码规定一个词不许看哪些词。不许的地方写 0，似乎很自然：0 就是没有。但被遮住的是分数，而分数还要经过 softmax。</translation>
    </message>
    <message>
        <source>“{word}” may not see {hidden} of the {keys} words, and gives them nothing. How much of its attention do they get when their scores are 0 instead of −∞?</source>
        <translation>{keys} 个词中有 {hidden} 个是“{word}”不许看的，现在什么也得不到。它们的分数是 0 而不是 −∞ 时，会得到多少注意力？</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>什么也没有</translation>
    </message>
    <message>
        <source>something, less than half</source>
        <translation>有一些，不到一半</translation>
    </message>
    <message>
        <source>half or more</source>
        <translation>一半或更多</translation>
    </message>
    <message>
        <source>Masked words get {share} of the attention of “{word}”.</source>
        <translation>被遮住的词得到“{word}”的注意力的 {share}。</translation>
    </message>
    <message>
        <source>The score of “{word}” with “{other}” is {score}, and its weight {weight}.</source>
        <translation>“{word}”与“{other}”的分数是 {score}，权重是 {weight}。</translation>
    </message>
    <message>
        <source>Of {masked} masked pairs, {count} have a weight above 0.</source>
        <translation>{masked} 对被遮住的词中，权重大于 0 的有 {count} 对。</translation>
    </message>
    <message>
        <source>e to the power of 0 is 1, so a score of 0 is a score like any other, and it need not be the lowest of its row. Look at the masked cells of A: none is 0. Only e to the power of −∞ is, so −∞ is what a mask has to write.</source>
        <translation>e 的 0 次幂是 1，所以 0 分也是一个分数，而且不一定是一行中最低的。看 A 中被遮住的格子：没有一个是 0。只有 e 的 −∞ 次幂才是 0，所以掩码要写的是 −∞。</translation>
    </message>
    <message>
        <source>Vaswani et al. 2017, section 3.2.3</source>
        <translation>Vaswani 等，2017，第 3.2.3 节</translation>
    </message>
    <message>
        <source>A mask after the softmax</source>
        <translation>softmax 之后才做掩码</translation>
    </message>
    <message>
        <source>Weights set to 0, too late</source>
        <translation>权重改成 0，太晚了</translation>
    </message>
    <message>
        <source>What is masked should weigh 0, so why not write 0 over its weight? Here the mask is laid on A, after the softmax, instead of on the scores before it.</source>
        <translation>被遮住的词权重应当是 0，为什么不直接把权重改成 0？这里掩码放在 softmax 之后，乘在 A 上，而不是放在之前的分数上。</translation>
    </message>
    <message>
        <source>The row of “{word}” sums to 1, and {hidden} of its {keys} weights are masked. What will it sum to when the mask comes after the softmax?</source>
        <translation>“{word}”这一行的总和是 1，{keys} 个权重中有 {hidden} 个被遮住。掩码放到 softmax 之后，总和会是多少？</translation>
    </message>
    <message>
        <source>The row of “{word}” sums to {sum}; the masked words took {gone}.</source>
        <translation>“{word}”这一行的总和是 {sum}；被遮住的词占去了 {gone}。</translation>
    </message>
    <message>
        <source>Of {masked} masked weights, {count} are exactly 0.</source>
        <translation>{masked} 个被遮住的权重中，恰好是 0 的有 {count} 个。</translation>
    </message>
    <message>
        <source>Its mix is {sum} times what it was before. The largest difference from that: {difference}.</source>
        <translation>它的加权和是原来的 {sum} 倍。与此相差最多：{difference}。</translation>
    </message>
    <message>
        <source>The masked weights are 0 as they should be. But softmax had shared out to those words too: what they took is lost, and the mix shrinks. Worse, their scores stand in the sum that softmax divided by, so a word still feels words that it may not see.</source>
        <translation>被遮住的权重确实是 0。但 softmax 已经分给了那些词：它们占去的份额丢失了，加权和就变小。更糟的是，它们的分数还在 softmax 所除的总和里，一个词仍然受到它不许看的词的影响。</translation>
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
        <source>Memory</source>
        <translation>记忆</translation>
    </message>
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
        <source>Query bias</source>
        <translation>查询偏置</translation>
    </message>
    <message>
        <source>Key bias</source>
        <translation>键偏置</translation>
    </message>
    <message>
        <source>Value bias</source>
        <translation>值偏置</translation>
    </message>
    <message>
        <source>Mask</source>
        <translation>掩码</translation>
    </message>
    <message>
        <source>Masked scores</source>
        <translation>掩码后的分数</translation>
    </message>
    <message>
        <source>Weights before the mask</source>
        <translation>掩码之前的权重</translation>
    </message>
    <message>
        <source>Heads side by side</source>
        <translation>多头拼接</translation>
    </message>
    <message>
        <source>Output matrix</source>
        <translation>输出矩阵</translation>
    </message>
    <message>
        <source>Output bias</source>
        <translation>输出偏置</translation>
    </message>
    <message>
        <source>Attention output</source>
        <translation>注意力输出</translation>
    </message>
    <message>
        <source>Residual sum</source>
        <translation>残差相加</translation>
    </message>
    <message>
        <source>Scale of the norm</source>
        <translation>归一化的缩放</translation>
    </message>
    <message>
        <source>Shift of the norm</source>
        <translation>归一化的平移</translation>
    </message>
    <message>
        <source>Epsilon</source>
        <translation>ε</translation>
    </message>
    <message>
        <source>Normalised</source>
        <translation>层归一化</translation>
    </message>
    <message>
        <source>Expanding matrix</source>
        <translation>扩展矩阵</translation>
    </message>
    <message>
        <source>Hidden bias</source>
        <translation>隐藏层偏置</translation>
    </message>
    <message>
        <source>Hidden layer</source>
        <translation>隐藏层</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>激活函数</translation>
    </message>
    <message>
        <source>Contracting matrix</source>
        <translation>压缩矩阵</translation>
    </message>
    <message>
        <source>FFN output</source>
        <translation>前馈输出</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Gradient of {node}</source>
        <extracomment>Nodes of the way back and of a step, by how their names begin.</extracomment>
        <translation>{node} 的梯度</translation>
    </message>
    <message>
        <source>Next {node}</source>
        <translation>更新后的 {node}</translation>
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
        <source>Heads together</source>
        <translation>多头拼接与输出</translation>
    </message>
    <message>
        <source>Add &amp; norm</source>
        <translation>残差相加与层归一化</translation>
    </message>
    <message>
        <source>Feed-forward</source>
        <translation>前馈网络</translation>
    </message>
    <message>
        <source>Add &amp; norm again</source>
        <translation>再次残差相加与层归一化</translation>
    </message>
    <message>
        <source>Switch the positions</source>
        <extracomment>What turning a switch is called in the undo history, by field of the config.</extracomment>
        <translation>切换位置编码</translation>
    </message>
    <message>
        <source>Change the number of blocks</source>
        <translation>修改块数</translation>
    </message>
    <message>
        <source>Switch the memory</source>
        <translation>切换记忆</translation>
    </message>
    <message>
        <source>Switch the biases</source>
        <translation>切换偏置</translation>
    </message>
    <message>
        <source>Switch W_O</source>
        <translation>切换 W_O</translation>
    </message>
    <message>
        <source>Switch what heads read</source>
        <translation>切换每个头读取的内容</translation>
    </message>
    <message>
        <source>Change the mask</source>
        <translation>更换掩码</translation>
    </message>
    <message>
        <source>Change the padding</source>
        <translation>修改填充</translation>
    </message>
    <message>
        <source>Change how the mask is laid on</source>
        <translation>改变掩码的用法</translation>
    </message>
    <message>
        <source>Turn the softmax</source>
        <translation>切换 softmax 方向</translation>
    </message>
    <message>
        <source>Change how heads come together</source>
        <translation>改变头的拼接方式</translation>
    </message>
    <message>
        <source>Switch the residual</source>
        <translation>切换残差连接</translation>
    </message>
    <message>
        <source>Move the norms</source>
        <translation>移动归一化</translation>
    </message>
    <message>
        <source>Change what a norm evens out</source>
        <translation>修改归一化的范围</translation>
    </message>
    <message>
        <source>Change the divisor of the variance</source>
        <translation>修改方差的除数</translation>
    </message>
    <message>
        <source>Change the activation</source>
        <translation>更换激活函数</translation>
    </message>
    <message>
        <source>Switch the loss</source>
        <translation>切换损失</translation>
    </message>
    <message>
        <source>Freeze or free a parameter</source>
        <translation>冻结或解冻参数</translation>
    </message>
    <message>
        <source>Change where the pipeline ends</source>
        <translation>修改例子的终点</translation>
    </message>
    <message>
        <source>the number of words</source>
        <translation>词数</translation>
    </message>
    <message>
        <source>the number of memory words</source>
        <translation>记忆的词数</translation>
    </message>
    <message>
        <source>the number of heads</source>
        <translation>头数</translation>
    </message>
    <message>
        <source>the number of blocks</source>
        <translation>块数</translation>
    </message>
    <message>
        <source>No positions are added: without a mask, reordering the words only reorders the rows.</source>
        <extracomment>How an example departs from the paper, and what to look for, by kind (engine.remarks).</extracomment>
        <translation>没有加位置编码：没有掩码时，调换词的顺序，各行只是跟着调换。</translation>
    </message>
    <message>
        <source>Each head reads only its own slice of the vector: outside its block, its W_Q, W_K and W_V are 0.</source>
        <translation>每个头只读取向量中自己的一段：在这一块之外，它的 W_Q、W_K 和 W_V 都是 0。</translation>
    </message>
    <message>
        <source>The projections add a bias: every row is shifted by the same numbers.</source>
        <translation>投影加上了偏置：每一行都平移了同样的数。</translation>
    </message>
    <message>
        <source>The scores are not divided by √d_k: see how evenly the weights are spread.</source>
        <translation>分数没有除以 √d_k：看看权重分布得有多均匀。</translation>
    </message>
    <message>
        <source>The mask writes 0 instead of leaving pairs out: look at the masked weights, and at what a row of A sums to.</source>
        <translation>掩码写的是 0，而不是把词对排除在外：看被遮住的权重，以及 A 一行的总和。</translation>
    </message>
    <message>
        <source>The heads are reshaped without a transpose: see whose numbers stand in a row of C.</source>
        <translation>各个头没有转置就 reshape：看 C 的一行里是谁的数。</translation>
    </message>
    <message>
        <source>The softmax runs down the columns: each column sums to 1, the rows no longer do.</source>
        <translation>softmax 沿列计算：每一列的总和为 1，各行则不再是。</translation>
    </message>
    <message>
        <source>There is no W_O: the heads stand side by side and are never blended.</source>
        <translation>没有 W_O：各个头只是并排，从不混合。</translation>
    </message>
    <message>
        <source>Nothing goes past the sub-layer: what it loses of a word is gone.</source>
        <translation>没有什么绕过子层：子层丢掉的词的信息就没有了。</translation>
    </message>
    <message>
        <source>The norm comes before the sub-layer: the sums of the word stream grow block by block.</source>
        <translation>层归一化放在子层之前：词向量流的和逐块增大。</translation>
    </message>
    <message>
        <source>The norm does not run along each word: see which numbers share one mean.</source>
        <translation>归一化不是逐词进行：看看哪些数共用一个均值。</translation>
    </message>
    <message>
        <source>The squares are not divided by d: see how wide the numbers of a row spread.</source>
        <translation>平方和没有除以 d：看看一行的数散布得有多开。</translation>
    </message>
    <message>
        <source>GELU instead of ReLU: numbers just below 0 do not all become 0.</source>
        <translation>用 GELU 代替 ReLU：略小于 0 的数不全变成 0。</translation>
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
    <message>
        <source>head {number}</source>
        <extracomment>Examples with more numbers remake only what an edit moves, and the whole after some rest (ms). A pass of more multiplications takes longer than two frames: it is done in slices (seconds), with a pause between them (ms) for what else there is to do. Stands for the copy of an input that has changed since it was copied.</extracomment>
        <translation>头 {number}</translation>
    </message>
</context>
<context>
    <name>paste</name>
    <message>
        <source>tabs</source>
        <translation>制表符</translation>
    </message>
    <message>
        <source>semicolons</source>
        <translation>分号</translation>
    </message>
    <message>
        <source>commas</source>
        <translation>逗号</translation>
    </message>
    <message>
        <source>blanks</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>brackets</source>
        <translation>方括号</translation>
    </message>
</context>
<context>
    <name>pictures</name>
    <message>
        <source>learned: a hollow bar</source>
        <extracomment>The cards of `states`: the example, the node, what is said below it.</extracomment>
        <translation>训练得到：空心条</translation>
    </message>
    <message>
        <source>changed by the last edit</source>
        <translation>上一次改动改变了它</translation>
    </message>
    <message>
        <source>one number pinned</source>
        <translation>有一个数被固定</translation>
    </message>
    <message>
        <source>left out by a mask</source>
        <translation>被掩码遮住</translation>
    </message>
    <message>
        <source>computed: a solid bar</source>
        <translation>算出来的：实心条</translation>
    </message>
    <message>
        <source>not reached yet</source>
        <translation>还没有走到</translation>
    </message>
</context>
<context>
    <name>present</name>
    <message>
        <source>next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>first step, last step</source>
        <translation>第一步，最后一步</translation>
    </message>
    <message>
        <source>inside the step, out again</source>
        <translation>走进这一步之内，再出来</translation>
    </message>
    <message>
        <source>show that head</source>
        <translation>显示那个头</translation>
    </message>
    <message>
        <source>change the selected number (or double-click it)</source>
        <translation>改选中的数（或双击它）</translation>
    </message>
    <message>
        <source>change it by 0.1 (Shift 1, Ctrl 0.01); or drag it</source>
        <translation>加减 0.1（Shift 为 1，Ctrl 为 0.01）；也可以拖动</translation>
    </message>
    <message>
        <source>release a pinned number</source>
        <translation>释放固定的数</translation>
    </message>
    <message>
        <source>undo, redo</source>
        <translation>撤销，重做</translation>
    </message>
    <message>
        <source>spotlight</source>
        <translation>聚光灯</translation>
    </message>
    <message>
        <source>laser pointer</source>
        <translation>激光笔</translation>
    </message>
    <message>
        <source>black screen, white screen</source>
        <translation>黑屏，白屏</translation>
    </message>
    <message>
        <source>zoom to the card under the pointer, and back</source>
        <translation>放大指针下的卡片，再按返回</translation>
    </message>
    <message>
        <source>zoom (or size the spotlight), the whole slide</source>
        <translation>缩放（或调整聚光灯大小），整张幻灯片</translation>
    </message>
    <message>
        <source>the whole diagram, and back</source>
        <translation>整个流程图，再按返回</translation>
    </message>
    <message>
        <source>light or dark</source>
        <translation>浅色或深色</translation>
    </message>
    <message>
        <source>notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>predict: cover the numbers of this step</source>
        <translation>预测：盖住这一步的数</translation>
    </message>
    <message>
        <source>the slide on the other screen</source>
        <translation>把幻灯片换到另一块屏幕</translation>
    </message>
    <message>
        <source>these keys</source>
        <translation>这些按键</translation>
    </message>
    <message>
        <source>leave</source>
        <translation>离开</translation>
    </message>
</context>
<context>
    <name>range</name>
    <message>
        <source>Python list</source>
        <translation>Python 列表</translation>
    </message>
    <message>
        <source>Fill down</source>
        <translation>向下填充</translation>
    </message>
    <message>
        <source>Fill to the right</source>
        <translation>向右填充</translation>
    </message>
    <message>
        <source>Fill with a number…</source>
        <translation>填入一个数…</translation>
    </message>
    <message>
        <source>Fill with 0</source>
        <translation>填入 0</translation>
    </message>
    <message>
        <source>Fill with the identity</source>
        <translation>填入单位矩阵</translation>
    </message>
    <message>
        <source>Fill with random numbers…</source>
        <translation>填入随机数…</translation>
    </message>
    <message>
        <source>Fill with Xavier’s random numbers…</source>
        <translation>填入 Xavier 随机数…</translation>
    </message>
    <message>
        <source>Transpose in place</source>
        <translation>就地转置</translation>
    </message>
    <message>
        <source>Multiply by…</source>
        <translation>乘以…</translation>
    </message>
    <message>
        <source>Round…</source>
        <translation>四舍五入…</translation>
    </message>
    <message>
        <source>Change the sign</source>
        <translation>改变符号</translation>
    </message>
    <message>
        <source>Fill {node} down</source>
        <extracomment>What an undo step is called.</extracomment>
        <translation>向下填充 {node}</translation>
    </message>
    <message>
        <source>Fill {node} to the right</source>
        <translation>向右填充 {node}</translation>
    </message>
    <message>
        <source>Fill {node} with {number}</source>
        <translation>用 {number} 填充 {node}</translation>
    </message>
    <message>
        <source>Fill {node} with 0</source>
        <translation>用 0 填充 {node}</translation>
    </message>
    <message>
        <source>Fill {node} with the identity</source>
        <translation>用单位矩阵填充 {node}</translation>
    </message>
    <message>
        <source>Fill {node} with random numbers (seed {number})</source>
        <translation>用随机数填充 {node}（种子 {number}）</translation>
    </message>
    <message>
        <source>Fill {node} with Xavier’s numbers (seed {number})</source>
        <translation>用 Xavier 随机数填充 {node}（种子 {number}）</translation>
    </message>
    <message>
        <source>Transpose {node} in place</source>
        <translation>就地转置 {node}</translation>
    </message>
    <message>
        <source>Multiply {node} by {number}</source>
        <translation>把 {node} 乘以 {number}</translation>
    </message>
    <message>
        <source>Round {node} to {number} decimals</source>
        <translation>把 {node} 四舍五入到 {number} 位小数</translation>
    </message>
    <message>
        <source>Change the sign of {node}</source>
        <translation>改变 {node} 的符号</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy as</source>
        <translation>复制为</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>数</translation>
    </message>
    <message>
        <source>Seed (the same seed gives the same numbers)</source>
        <translation>种子（相同的种子给出相同的数）</translation>
    </message>
    <message>
        <source>Decimals</source>
        <translation>小数位数</translation>
    </message>
</context>
<context>
    <name>runs</name>
    <message>
        <source>{number}: {task}, {optimiser} {rate}, seed {seed}</source>
        <translation>{number}：{task}，{optimiser} {rate}，种子 {seed}</translation>
    </message>
</context>
<context>
    <name>showing</name>
    <message>
        <source>Never learnt: {words}. They have a neutral vector.</source>
        <translation>从没学过：{words}。它们用中性的向量。</translation>
    </message>
    <message>
        <source>The slide of this step is on the clipboard.</source>
        <translation>这一步的幻灯片已在剪贴板上。</translation>
    </message>
    <message>
        <source>The export is in {folder}.</source>
        <translation>已导出到 {folder}。</translation>
    </message>
    <message>
        <source>{count} files are in {folder}.</source>
        <translation>{count} 个文件已导出到 {folder}。</translation>
    </message>
</context>
<context>
    <name>slides</name>
    <message>
        <source>head {number}</source>
        <translation>头 {number}</translation>
    </message>
    <message>
        <source>on</source>
        <extracomment>What a sign says, and which input of the operation comes in there (None: no other input). Cell by cell, as a mask of zeros is laid on. What is done on the way back, where no other input stands in the sign.</extracomment>
        <translation>用于</translation>
    </message>
    <message>
        <source>mask</source>
        <translation>掩码</translation>
    </message>
    <message>
        <source>side by side</source>
        <translation>并排拼接</translation>
    </message>
    <message>
        <source>Block {number} of {count}</source>
        <translation>第 {number} 块（共 {count} 块）</translation>
    </message>
    <message>
        <source>Head {number} of {count}</source>
        <translation>第 {number} 个头（共 {count} 个）</translation>
    </message>
    <message>
        <source>What changed in {node}</source>
        <translation>{node}有什么变化</translation>
    </message>
    <message>
        <source>before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>after</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>difference</source>
        <translation>差</translation>
    </message>
    <message>
        <source>{count} of {total} numbers changed; {cell} most, from {old} to {new}.</source>
        <translation>{total} 个数中有 {count} 个变了；变化最大的是 {cell}，从 {old} 变成 {new}。</translation>
    </message>
</context>
<context>
    <name>terms</name>
    <message>
        <source>product</source>
        <extracomment>Where no number reaches this, three decimals would show next to nothing of any.</extracomment>
        <translation>乘积</translation>
    </message>
    <message>
        <source>slope</source>
        <translation>斜率</translation>
    </message>
    <message>
        <source>½ difference²</source>
        <translation>½ 差²</translation>
    </message>
    <message>
        <source>score</source>
        <translation>分数</translation>
    </message>
    <message>
        <source>share</source>
        <translation>份额</translation>
    </message>
    <message>
        <source>value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>first</source>
        <translation>前一个</translation>
    </message>
    <message>
        <source>second</source>
        <translation>后一个</translation>
    </message>
    <message>
        <source>sum so far</source>
        <translation>累计</translation>
    </message>
</context>
<context>
    <name>tour</name>
    <message>
        <source>Point at a number: it is spelled out how it was made. Click it and type another one, or drag it sideways: everything that follows from it changes at once.</source>
        <translation>指向一个数，就会写出它怎样算出。点一下，输入另一个，或者左右拖动：由它得出的一切立刻改变。</translation>
    </message>
    <message>
        <source>What an edit has changed gets a yellow corner. This button writes on the cards what each number was before.</source>
        <translation>改动影响到的数有一个黄色的角。这个按钮在卡片上写出每个数之前是多少。</translation>
    </message>
    <message>
        <source>Go through the lesson step by step. Page Down and Page Up do the same.</source>
        <translation>一步一步走完课程。Page Down 和 Page Up 也可以。</translation>
    </message>
    <message>
        <source>Make slides of what you see, or press F5 and present it.</source>
        <translation>把看到的做成幻灯片，或者按 F5 演示。</translation>
    </message>
</context>
<context>
    <name>trouble</name>
    <message>
        <source>Copy details</source>
        <translation>复制详情</translation>
    </message>
    <message>
        <source>The log is {path}.</source>
        <translation>日志文件是 {path}。</translation>
    </message>
</context>
<context>
    <name>why</name>
    <message>
        <source>The hollow bar: training would find this matrix.</source>
        <translation>空心条：这个矩阵由训练得到。</translation>
    </message>
    <message>
        <source>It is covered: you are asked for it.</source>
        <translation>它被盖住了：要请你来算。</translation>
    </message>
    <message>
        <source>It is blank: inside this step it is not made yet.</source>
        <translation>它是空白的：在这一步之内还没有算到。</translation>
    </message>
    <message>
        <source>The card is dashed: the lesson opens it at step {number}.</source>
        <translation>卡片是虚线的：课程在第 {number} 步展开它。</translation>
    </message>
    <message>
        <source>It is blank: a later step of the lesson shows it.</source>
        <translation>它是空白的：课程后面的步骤才显示它。</translation>
    </message>
    <message>
        <source>It cannot be changed: the vector is cut, and this 0 belongs to another head.</source>
        <translation>它不能改：向量被切开，这个 0 属于另一个头。</translation>
    </message>
    <message>
        <source>It is hatched: {value} is no number that can be computed with.</source>
        <translation>它有斜线：{value} 不是可以用来计算的数。</translation>
    </message>
    <message>
        <source>It is hatched: the causal mask lets no word see a later one.</source>
        <translation>它有斜线：因果掩码不让任何词看到后面的词。</translation>
    </message>
    <message>
        <source>It is hatched: “{key}” is padding, and the mask hides it.</source>
        <translation>它有斜线：“{key}”是填充，掩码把它遮住。</translation>
    </message>
    <message>
        <source>It is hatched: the mask holds a 0 for this pair of words.</source>
        <translation>它有斜线：掩码在这一对词上是 0。</translation>
    </message>
    <message>
        <source>The pair is left out.</source>
        <translation>这一对不参与计算。</translation>
    </message>
    <message>
        <source>A 0 is written over what stood there.</source>
        <translation>原来的数被写成了 0。</translation>
    </message>
    <message>
        <source>It is the first such number in the flow.</source>
        <translation>它是流程里第一个这样的数。</translation>
    </message>
    <message>
        <source>The first such number in the flow is {cell}.</source>
        <translation>流程里第一个这样的数是 {cell}。</translation>
    </message>
    <message>
        <source>It has a dashed rim: you pinned it at {pinned}; computed, it would be {computed}. Delete releases it.</source>
        <translation>它有虚线边：你把它固定在 {pinned}；按计算应是 {computed}。按 Delete 释放。</translation>
    </message>
    <message>
        <source>The yellow corner: it was {before} in what you compare with, now {now}.</source>
        <translation>黄色的角：在与之比较的状态里是 {before}，现在是 {now}。</translation>
    </message>
    <message>
        <source>It has no colour: it is 0.</source>
        <translation>它没有颜色：它是 0。</translation>
    </message>
    <message>
        <source>Slate is above 0; the strongest shade here stands for {peak}.</source>
        <translation>石板蓝表示大于 0；这里最强的颜色代表 {peak}。</translation>
    </message>
    <message>
        <source>Brick is below 0; the strongest shade here stands for −{peak}.</source>
        <translation>砖红表示小于 0；这里最强的颜色代表 −{peak}。</translation>
    </message>
    <message>
        <source>Rounded to three decimals it reads 0, but it is {value}.</source>
        <translation>保留三位小数时写作 0，其实是 {value}。</translation>
    </message>
    <message>
        <source>The sheets behind it are the other heads; there are {count}.</source>
        <translation>后面的叠层是其他的头，一共 {count} 个头。</translation>
    </message>
    <message>
        <source>The pin: numbers you have pinned, {count} of them.</source>
        <translation>图钉：你固定了 {count} 个数。</translation>
    </message>
    <message>
        <source>Yellow corners: numbers the last edit changed, {count} of them.</source>
        <translation>黄色的角：上一次改动改变了 {count} 个数。</translation>
    </message>
    <message>
        <source>Yellow corners: numbers that differ, {count} of them.</source>
        <translation>黄色的角：有 {count} 个数不同。</translation>
    </message>
    <message>
        <source>The diamond on it: {departure}</source>
        <translation>菱形：{departure}</translation>
    </message>
    <message>
        <source>The solid bar: it is computed from what leads to it.</source>
        <translation>实心条：由通向它的矩阵算出。</translation>
    </message>
    <message>
        <source>The solid bar: {node} is given.</source>
        <translation>实心条：{node}是给定的。</translation>
    </message>
    <message>
        <source>The yellow corner: the last edit changed it from {before} to {now}.</source>
        <translation>黄色的角：上一次改动把它从 {before} 变成 {now}。</translation>
    </message>
    <message>
        <source>It is marked: {cell} goes into it.</source>
        <translation>它有标记：{cell} 进入了它。</translation>
    </message>
    <message>
        <source>It is pale: {cell} does not go into it.</source>
        <translation>它变淡了：{cell} 没有进入它。</translation>
    </message>
    <message>
        <source>It is pale: {cell} does not come from it.</source>
        <translation>它变淡了：{cell} 与它无关。</translation>
    </message>
    <message>
        <source>Its shade is its influence: 1 more here moves {cell} by about {slope}.</source>
        <translation>它的深浅是影响：这里加 1，{cell} 大约变化 {slope}。</translation>
    </message>
    <message>
        <source>Its shade runs from 0 to 1, and it is {value}.</source>
        <translation>它的深浅从 0 到 1，它是 {value}。</translation>
    </message>
</context>
<context>
    <name>workbook</name>
    <message>
        <source>Yellow: inputs, change them. Grey: formulas. Orange: numbers that were pinned in Softmix.</source>
        <extracomment>More cells than this, or longer sums, are no example to work on in a spreadsheet. What the file format allows, less the sign before it. What stands above, translatable.</extracomment>
        <translation>黄色：输入，可以改动。灰色：公式。橙色：在 Softmix 中钉住的数。</translation>
    </message>
</context>
</TS>
